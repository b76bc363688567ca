import path from 'node:path';
import { type Dialect, eventScript, tablesOf } from '../src/index.js';
import type { ChangeCase } from './changes.js';
import { testConfig } from './config.js';
import { testModel } from './model.js';

/** Where a dialect's output is written down: one folder for its own tests and for those of the generators. */
export function goldenFile(dialect: string, file: string): string {
  return new URL(`../src/dialects/${dialect}/golden/${path.basename(file)}`, import.meta.url).pathname;
}

/** What a dialect writes for the test model: a script for each event, or a document for each table. */
export function dialectFiles(dialect: Dialect): { file: string; content: string }[] {
  return testModel.events.flatMap((family) => {
    if (dialect.writes === 'sql') {
      return [{ file: `${family.name}.sql`, content: eventScript(dialect, testModel, family, testConfig) }];
    }
    return dialect.tiers
      .flatMap((tier) => tablesOf(testModel, family, tier))
      .map((table) => {
        const content = dialect.createTable(table, testConfig).map(({ sql }) => `${sql}\n`);
        return { file: `${table.name}.json`, content: content.join('') };
      });
  });
}

/** Names and texts that are awkward somewhere, as a dialect's DDL writes them. */
export function quotedAsText({ quote, literal }: Dialect): string {
  const names = ['user_id', '_extra', 'timestamp', 'a"`b'].map((name) => `${name} → ${quote(name)}`);
  const texts = ["it's", '\\'].map((text) => `${text} → ${literal(text)}`);
  return `# names\n${names.join('\n')}\n\n# texts\n${texts.join('\n')}\n`;
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
