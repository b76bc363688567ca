/** What is said about a file of waivers. Like a rule, but about no change: nothing here can be waived. */
export interface WaiverRule {
  readonly id: string;
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
}

/** The ways a waiver can be wrong. */
export type WaiverFault = 'malformed' | 'expired' | 'unused';

/** The rule about each fault. All of them are errors. */
export const waiverRules: { readonly [F in WaiverFault]: WaiverRule } = {
  malformed: {
    id: 'waiver-malformed',
    summary: 'A waiver does not say what it has to.',
    why: 'Nobody can tell which finding was accepted, by whom, or until when.',
    fix: 'Write it as `sluice explain <fingerprint>` shows it.',
  },
  expired: {
    id: 'waiver-expired',
    summary: 'A waiver has run out.',
    why: 'Somebody accepted the finding until a day that is over.',
    fix: 'Mend what it is about: sluice explain says how. Or agree on a new date with its owner. Deleting the file alone leaves the finding as an error.',
  },
  unused: {
    id: 'waiver-unused',
    summary: 'A waiver is about nothing that was found.',
    why: 'A waiver that is left behind would wave through the same break another day.',
    fix: 'Delete the file, if what it was about is published, mended or gone. If a finding is still there under another fingerprint, what changed is not what was accepted: decide again.',
  },
};
