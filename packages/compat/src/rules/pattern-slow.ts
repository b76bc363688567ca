import { formatPath } from '../changes/path.js';
import type { Rule } from './rule.js';

/** A pattern for which no small number of steps is proven. */
export const patternSlow: Rule<'pattern-slow'> = {
  id: 'pattern-slow',
  summary: 'A pattern is not proven to be matched in few steps.',
  why: 'Regular expressions try one way after the other: one event of a few characters can block a validator for minutes.',
  fix: 'Write the pattern so that every text can be read in one way only, or say a smaller maxLength beside it.',
  kind: 'pattern-slow',
  severity: { ingest: 'error' },
  bump: 'none',
  judge({ path, message, fix, published }) {
    const place = formatPath(path) || 'the event';
    const said = `${place}: ${message}`;
    if (!published) return [{ surface: 'ingest', message: said, verdict: 'unknown', fix }];
    const safe = `${said} It is published; the generated validators match it by an automaton, or refuse longer texts.`;
    return [
      {
        surface: 'ingest',
        message: safe,
        verdict: 'compatible',
        severity: 'warning',
        fix: `In the next major version: ${fix}`,
      },
    ];
  },
};
