/** Wrong use of the command line: the message is shown without a stack, and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something expected went wrong (no collector, no git): the message says what to do; no stack, exit code 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly fix: string;

  /** Takes what went wrong and what to do about it. */
  constructor(message: string, fix: string) {
    super(message);
    this.fix = fix;
  }
}
