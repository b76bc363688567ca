import type { Answer, Comparison, Direction, PairAnswers, PairFinding } from '@sluice/compat/pair';
import { writeJson } from '@sluice/contract';
import type { Paint } from '../../io.js';

const promises: { readonly [D in Direction]: string } = {
  backward: 'the new schema accepts everything the old one accepts',
  forward: 'the old schema accepts everything the new one accepts',
};

const outcomes: { readonly [A in Answer]: (promise: string, paint: Paint) => string } = {
  compatible: (promise, paint) => `${paint.green('compatible')}: ${promise} (proven)`,
  breaking: (promise, paint) => `${paint.red('breaking')}: it is not so that ${promise}`,
  unknown: (promise, paint) => `${paint.yellow('unknown')}: it is not decided whether ${promise}`,
};

/** The answers about two schemas for people: each direction that was asked, with what speaks against it. */
export function renderPair(answers: PairAnswers, findings: readonly PairFinding[], paint: Paint): string {
  return (['backward', 'forward'] as const)
    .flatMap((direction) => {
      const comparison: Comparison | undefined = answers[direction];
      if (!comparison) return [];
      const outcome = outcomes[comparison.answer](promises[direction], paint);
      return [
        `${paint.bold(direction)} ${outcome}.`,
        ...findings.filter((one) => one.direction === direction).map(shown),
      ];
    })
    .join('\n');
}

function shown({ rule, path, file, message, witness }: PairFinding): string {
  return [
    `  ${rule}${path === '' ? '' : ` at ${path}`}${file === undefined ? '' : ` (${file})`}`,
    `    ${message}`,
    ...(witness === undefined ? [] : [`    Value: ${writeJson(witness)}`]),
  ].join('\n');
}
