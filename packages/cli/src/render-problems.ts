import type { Problem } from '@sluice/contract';
import { problemsOf } from '@sluice/project';
import type { PlacedProblem } from '@sluice/project/definitions';
import type { Paint } from './io.js';

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
