import type { Rule } from './rule.js';

/** A minor version that breaks. */
export const bumpTooSmall: Rule<'version-added'> = {
  id: 'bump-too-small',
  summary: 'A minor version breaks something.',
  why: 'A minor version promises that nothing breaks at ingestion and in no warehouse.',
  fix: 'Take the breaking change back, or publish it as a new major version: rename the file of this version, which is not published yet, and write the number into it.',
  envelopeFix: 'Take the breaking change back: envelope fields are only added, as optional.',
  kind: 'version-added',
  severity: { ingest: 'error' },
  bump: 'major',
  judge({ event, step, comparison }, { from, to, needed, suggested, worst, whole }) {
    if (step !== 'minor' || needed !== 'major' || !comparison) return [];
    const shown = worst?.witness ?? whole?.witness;
    const witness = shown && { witness: shown };
    const verdict = worst?.verdict ?? whole?.verdict ?? 'unknown';
    if (event === 'envelope') {
      const message = `Envelope ${to} applies to every event, also to those of apps that know ${from} only.`;
      return [{ surface: 'ingest', message, verdict, ...witness }];
    }
    const message = `${event} ${to} breaks what ${from} promises, so it is no minor version.`;
    return [{ surface: 'ingest', message, fix: fixOf(event, suggested), verdict, ...witness }];
  },
};

function fixOf(event: string, suggested: string | undefined): string {
  if (suggested === undefined) {
    return `Take the breaking change back. Another event was called ${event} before, so that ${event} gets no new major version: what is new belongs into that event.`;
  }
  return `Take the breaking change back, or publish it as ${suggested}: move the file to ${event}/${suggested}.ts and write that version into it.`;
}
