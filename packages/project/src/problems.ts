import { isContractError, type Problem, problemsIn } from '@sluice/contract';
import type { PlacedProblem } from './definitions/placed-problem.js';

/** Several malformed definitions at once, so that one run shows all of them. */
export class ProblemList extends Error {
  override readonly name = 'ProblemList';
  readonly problems: readonly (Problem | PlacedProblem)[];

  /** Takes the problems in the order they shall be shown. */
  constructor(problems: readonly (Problem | PlacedProblem)[]) {
    super(problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
    this.problems = problems;
  }
}

/** The problems that an error carries; undefined for any other error. */
export function problemsOf(error: unknown): readonly (Problem | PlacedProblem)[] | undefined {
  if (error instanceof ProblemList) return error.problems;
  return isContractError(error) ? problemsIn(error) : undefined;
}
