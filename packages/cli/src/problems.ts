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

/** Where, what and how to mend it, for each problem that an error carries. */
export function renderProblems(error: unknown, paint: Paint): string {
  const problems = error instanceof ProblemList ? error.problems : isContractError(error) ? [error] : [];
  return problems
    .map(
      ({ code, path, message, fix }) =>
        `${paint.red('✗')} ${paint.bold(path)}\n  ${message} ${paint.dim(`(${code})`)}\n  Fix: ${fix}`,
    )
    .join('\n\n');
}
