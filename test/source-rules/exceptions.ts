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

/** All of them. */
export const exceptions: readonly Exception[] = [
  {
    name: 'bump-too-small: versions that were never published are compared as well',
    because: 'Nobody has an SDK of a contract that was never published.',
    want: { stopped: [], untold: [] },
  },
  {
    name: 'the newest version is gone',
    because: 'Whatever callers would notice, the version has to be restored before anything can be released.',
    want: { stopped: ['purchase'], untold: ['purchase'] },
  },
];
