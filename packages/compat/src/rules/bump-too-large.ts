import type { Rule } from './rule.js';

/** A new major version that breaks nothing. */
export const bumpTooLarge: Rule<'version-added'> = {
  id: 'bump-too-large',
  summary: 'A new major version breaks nothing.',
  why: 'A major version gets tables of its own, and queries have to bring the majors together.',
  fix: 'Make it a minor version of the major before, unless the break is one of meaning.',
  kind: 'version-added',
  severity: { consumer: 'info' },
  bump: 'minor',
  judge({ event, step }, { from, to, needed }) {
    if (step !== 'major' || needed === 'major') return [];
    const message = `Nothing in ${event} ${to} breaks ${from}; a minor version would do.`;
    return [{ surface: 'consumer', message, verdict: 'compatible' }];
  },
};
