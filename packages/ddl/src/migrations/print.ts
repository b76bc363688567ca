import type { Migration } from './file.js';
import { type Ledger, noteOf } from './ledger.js';
import { partsOf } from './parts.js';

/**
 * Migrations as one script for those who run them by hand, with the statements that note them in the ledger, so that a later
 * `sluice migrate` knows of them. Nothing makes the script safe to run twice: that is what the ledger is for.
 */
export function printedMigrations(migrations: readonly Migration[], ledger: Ledger | undefined, now: Date): string {
  const create = ledger ? [ledger.create.map(({ sql }) => `${sql};`).join('\n')] : [];
  return `${[...create, ...migrations.map((migration) => printed(migration, ledger, now))].join('\n\n')}\n`;
}

function printed(migration: Migration, ledger: Ledger | undefined, now: Date): string {
  const { number, name, checksum, refused } = migration;
  const parts = partsOf(migration).map((part) => {
    const statements = part.steps.map(({ sql }) => `${sql};`);
    if (!ledger) return statements.join('\n');
    const note = `${noteOf(ledger, { migration: number, part: part.number, name, checksum, state: 'done', now })};`;
    return (part.transactional ? ['BEGIN;', ...statements, note, 'COMMIT;'] : [...statements, note]).join('\n');
  });
  const title = `-- ${name}`;
  return [title, ...refused.map((text) => `-- Refused: ${text}`), ...parts].join('\n');
}
