import { solveText } from '../../text-language/index.js';
import { all, type Literals } from './literals.js';
import { empty, found, type Solved, undecided } from './solved.js';

/** Solves a conjunction about strings. */
export function solveString({ must, mustNot }: Literals): Solved {
  const constraints = {
    minLength: Math.max(0, ...all(must, 'minLength').map(({ length }) => length)),
    maxLength: Math.min(Number.POSITIVE_INFINITY, ...all(must, 'maxLength').map(({ length }) => length)),
    patterns: all(must, 'pattern').map(({ pattern }) => pattern),
    notPatterns: all(mustNot, 'pattern').map(({ pattern }) => pattern),
    formats: all(must, 'format').map(({ format }) => format),
    notFormats: all(mustNot, 'format').map(({ format }) => format),
    excluded: all(mustNot, 'in').flatMap(({ values }) => values.map(String)),
  };
  const answer = solveText(constraints, { unicode: false });
  if (answer.kind === 'empty') return empty;
  return answer.kind === 'example' ? found(answer.value) : undecided('text', answer.obstacle);
}
