import type { Proof } from './proofs.js';

/** A case in which the check and the compiler do not agree, and why that is right. */
export interface Exception {
  /** The name of the case. */
  readonly name: string;
  /** One sentence. */
  readonly because: string;
  /** What the compiler says. */
  readonly want: Pick<Proof, 'stopped' | 'untold'>;
}

const readBack =
  'Whoever sends the new name compiles; only code that reads the type back learns that an old name may stand for it.';
const anotherField =
  'The old name is a field of its own now, so the call compiles and means something else; the rule about that is an error.';

/** All of them. */
export const exceptions: readonly Exception[] = [
  {
    name: 'bump-too-small: versions that were never published are compared as well',
    because: 'Nobody has an SDK of a contract that was never published.',
    want: { stopped: [], untold: [] },
  },
  {
    name: 'alias-added: two fields that events carry together become one',
    because: readBack,
    want: { stopped: [], untold: ['purchase'] },
  },
  {
    name: 'alias-added: an old name that no published version has',
    because: readBack,
    want: { stopped: [], untold: ['purchase'] },
  },
  {
    name: 'alias-reused: a new field takes the old name of another one',
    because: anotherField,
    want: { stopped: [], untold: [] },
  },
  {
    name: 'alias-reused: the same, two renames later',
    because: anotherField,
    want: { stopped: [], untold: [] },
  },
  {
    name: 'the newest version is gone',
    because: 'Whatever callers would notice, the version has to be restored before anything can be released.',
    want: { stopped: ['purchase'], untold: ['purchase'] },
  },
];
