/** A file of the lake that is not as it was written. */
export interface Damage {
  /** Path below the lake's folder, with `/` between the folders. */
  readonly path: string;
  /** What is wrong with it, as a sentence without its full stop. */
  readonly reason: string;
}

/** Damage in one sentence: path first. */
export function damageText({ path, reason }: Damage): string {
  return `${path} is damaged: ${reason}.`;
}
