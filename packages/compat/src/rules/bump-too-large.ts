import type { Rule } from './rule.js';

/** A new major version that breaks nothing. */
export const bumpTooLarge: Rule<'version-added'> = {
  id: 'bump-too-large',
  summary: 'A new major version breaks nothing.',
  why: 'A major version gets tables of its own, and queries have to bring the majors together.',
  fix: 'Unless a meaning changes: number it as the next minor version (rename the file, and write the version into it).',
  kind: 'version-added',
  severity: { consumer: 'info' },
  bump: 'minor',
  judge({ event, step }, { from, to, needed, suggested }) {
    if (step !== 'major' || needed === 'major') return [];
    const message = `Nothing in ${event} ${to} breaks ${from}; a minor version would do.`;
    const number = suggested === undefined ? {} : { fix: fixOf(event, suggested) };
    return [{ surface: 'consumer', message, verdict: 'compatible', ...number }];
  },
};

function fixOf(event: string, number: string): string {
  return `Unless a meaning changes, number it ${number}: move the file to ${event}/${number}.ts and write that version into it.`;
}
