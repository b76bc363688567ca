import { type Dialect, eventScript } from '../src/index.js';
import type { ChangeCase } from './changes.js';
import { testConfig } from './config.js';
import { testModel } from './model.js';

/** What a dialect writes for every event of the test model, one file each. */
export function dialectScripts(dialect: Dialect): { file: string; content: string }[] {
  return testModel.events.map((family) => ({
    file: `${family.name}.sql`,
    content: eventScript(dialect, testModel, family, testConfig),
  }));
}

/** A dialect's answers to changes as one text: the case's name, then what it does about it. */
export function evolutionsAsText(dialect: Dialect, cases: readonly ChangeCase[]): string {
  const answers = cases.map(({ name, changes }) => {
    const lines = changes.flatMap((change) => {
      const answer = dialect.evolve(change, testConfig);
      if (answer.kind === 'nothing') return [`nothing: ${answer.why}`];
      if (answer.kind === 'refused') return [`refused: ${answer.reason}`, `way round: ${answer.wayRound}`];
      return [
        `${answer.effect}:`,
        ...answer.statements.map(
          ({ sql, transactional }) => `${sql};${transactional ? '' : ' -- outside a transaction'}`,
        ),
      ];
    });
    return [`# ${name}`, ...lines].join('\n');
  });
  return `${answers.join('\n\n')}\n`;
}
