import { isContractError, type Problem, problemsIn } from '@sluice/contract';
import type { Paint } from './io.js';
import type { PlacedProblem } from './loading/placed-problem.js';

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

/** Where, what and how to mend it, for each problem that an error carries. */
export function renderProblems(error: unknown, paint: Paint): string {
  return (problemsOf(error) ?? [])
    .map((problem) => {
      const { code, path, message, fix } = problem;
      const head = `${paint.red('✗')} ${paint.bold(path)}\n  ${message} ${paint.dim(`(${code})`)}`;
      return `${head}${excerptOf(problem, paint)}\n  Fix: ${fix}`;
    })
    .join('\n\n');
}

/** The line itself, with a mark below the column. */
function excerptOf(problem: Problem | PlacedProblem, { dim }: Paint): string {
  if (!('excerpt' in problem) || problem.excerpt === undefined) return '';
  const { line, column, excerpt } = problem;
  const gutter = `  ${line} │ `;
  const mark = column === undefined || column > excerpt.length ? '' : `\n${' '.repeat(gutter.length + column - 1)}^`;
  return dim(`\n${gutter}${excerpt}${mark}`);
}
