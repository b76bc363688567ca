import { isContractError, type Problem } from '@sluice/contract';
import type { Paint } from './io.js';

/** Several malformed definitions at once, so that one run shows all of them. */
export class ProblemList extends Error {
  override readonly name = 'ProblemList';
  readonly problems: readonly Problem[];

  /** Takes the problems in the order they shall be shown. */
  constructor(problems: readonly Problem[]) {
    super(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
    this.problems = problems;
  }
}

/** The problems that an error carries; undefined for any other error. */
export function problemsOf(error: unknown): readonly Problem[] | undefined {
  if (error instanceof ProblemList) return error.problems;
  return isContractError(error) ? [error] : undefined;
}

/** Where, what and how to mend it, for each problem that an error carries. */
export function renderProblems(error: unknown, paint: Paint): string {
  return (problemsOf(error) ?? [])
    .map(
      ({ code, path, message, fix }) =>
        `${paint.red('✗')} ${paint.bold(path)}\n  ${message} ${paint.dim(`(${code})`)}\n  Fix: ${fix}`,
    )
    .join('\n\n');
}
