import type { Rule } from './rule.js';

/** A minor version that breaks. */
export const bumpTooSmall: Rule<'version-added'> = {
  id: 'bump-too-small',
  summary: 'A minor version breaks something.',
  why: 'A minor version promises that nothing breaks at ingestion and in no warehouse.',
  fix: 'Take the breaking change back, or publish it as a new major version: sluice bump <event> --major.',
  kind: 'version-added',
  severity: { ingest: 'error' },
  bump: 'major',
  judge({ event, step, comparison }, { from, to, needed, worst, whole }) {
    if (step !== 'minor' || needed !== 'major' || !comparison) return [];
    const shown = worst?.witness ?? whole?.witness;
    const witness = shown && { witness: shown };
    const verdict = worst?.verdict ?? whole?.verdict ?? 'unknown';
    if (event === 'envelope') {
      const message = `Envelope ${to} applies to every event, also to those of apps that know ${from} only.`;
      const fix = 'Take the breaking change back: envelope fields are only added, as optional.';
      return [{ surface: 'ingest', message, fix, verdict, ...witness }];
    }
    const next = `${comparison.from.major + 1}.0`;
    const message = `${event} ${to} breaks what ${from} promises, so it is no minor version.`;
    const fix = `Take the breaking change back, or make it ${next} or later: sluice bump ${event} --major.`;
    return [{ surface: 'ingest', message, fix, verdict, ...witness }];
  },
};
