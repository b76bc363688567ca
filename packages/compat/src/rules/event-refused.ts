import { undecided, unfinished } from './observe.js';
import type { Rule } from './rule.js';

/** What no single change shows: the proof of each is repeated for all of them together, and fails. */
export const eventRefused: Rule<'version-added'> = {
  id: 'event-refused',
  summary: 'A minor version refuses an event that an earlier one accepts, though no single change shows it.',
  why: 'Apps send what the earlier version allowed, and those events would be refused.',
  fix: 'Look at the event and at what refuses it; take that back, or publish a new major version.',
  envelopeFix: 'Look at the event and at what refuses it, and take that back.',
  kind: 'version-added',
  severity: { ingest: 'error' },
  bump: 'major',
  judge(_, { to, whole }) {
    if (!whole || whole.verdict === 'compatible') return [];
    const { verdict, witness, against, rest } = whole;
    const message = `${to} refuses an event that ${against} accepts`;
    const more = rest ? ` ${unfinished(rest)}` : '';
    if (witness) return [{ surface: 'ingest', message: `${message}: ${witness.reason}.${more}`, verdict, witness }];
    return [{ surface: 'ingest', message: `Whether ${message} is not known. ${undecided}`, verdict }];
  },
};
