/** What a waiver file says: exactly one finding is accepted, by whom, why, and until when. */
export interface Waiver {
  /** Fingerprint of the finding: 12 hex digits. */
  readonly fingerprint: string;
  /** Rule of the finding, for the reader; it has to agree with the fingerprint. */
  readonly rule: string;
  /** Path of the finding, for the reader; it has to agree with the fingerprint. */
  readonly path: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day it holds: `YYYY-MM-DD`. */
  readonly expires: string;
}

/** One file in a folder of waivers, as it was read. */
export interface WaiverFile {
  /** The event whose folder it lies in. */
  readonly event: string;
  /** Path below the project, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

/** The file of a waiver for this finding, below the folder of its event: `waivers/<rule>-<fingerprint>.json`. */
export function waiverFileName({ rule, fingerprint }: Pick<Waiver, 'rule' | 'fingerprint'>): string {
  return `waivers/${rule}-${fingerprint}.json`;
}
