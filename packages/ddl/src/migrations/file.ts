import { ContractError, plainText, sha256 } from '@sluice/contract';
import { sqlHeader } from '../sql-file.js';
import type { Change } from './change.js';
import { refusalOf } from './change.js';
import type { Brought } from './lineage.js';
import { type Step, stepsOf } from './steps.js';

/** A file of a dialect's migration folder: its name without the folder, and its text. */
export interface MigrationFile {
  readonly name: string;
  readonly content: string;
}

/** A migration as its file says. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  /** SHA-256 (hex) of the whole file, whatever its line endings: what the ledger compares. */
  readonly checksum: string;
  readonly brings: readonly Brought[];
  readonly steps: readonly Step[];
  /** Changes that cannot be made in place: reason and way round, as prose. */
  readonly refused: readonly string[];
}

/** `0007_purchase_1_1.sql`. */
function fileName(number: number, { event, version }: Brought): string {
  return `${String(number).padStart(4, '0')}_${event}_${version.replace('.', '_')}.sql`;
}

/** The number at the beginning of a migration's name; undefined for any other file. */
export function numberIn(name: string): number | undefined {
  const digits = /^(\d{4,})_\w+\.sql$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A migration as a file: its steps under a line each, and what was refused as comments. */
export function renderMigration(
  number: number,
  brings: readonly Brought[],
  dialect: string,
  changes: readonly Change[],
): MigrationFile {
  const versions = brings.map(({ event, version, digest }) => `${event} ${version} ${digest}`);
  const title = brings.map(({ event, version }) => `${event} ${version}`).join(', ');
  const refused = changes.flatMap((change) => {
    const refusal = refusalOf(change);
    return refusal ? [[`-- Refused: ${refusal.reason}`, `-- Way round: ${refusal.wayRound}`].join('\n')] : [];
  });
  const steps = stepsOf(changes).map(renderStep);
  const head = [
    sqlHeader,
    `-- Migration ${number} for ${dialect}: ${title}. Never edited; run by \`sluice migrate\`.`,
    `-- Brings: ${versions.join('; ')}`,
  ].join('\n');
  const newest = brings.at(-1) as Brought;
  return { name: fileName(number, newest), content: `${[head, ...new Set(refused), ...steps].join('\n\n')}\n` };
}

const outside = ', outside a transaction';

function renderStep({ sql, transactional, doneWhen }: Step, at: number): string {
  const line = `-- Step ${at + 1}${transactional ? '' : outside}`;
  return [line, ...(doneWhen ? [`-- Done when this finds a row: ${doneWhen}`] : []), `${sql};`].join('\n');
}

/** Reads what {@link renderMigration} wrote. Throws a ContractError for a file that is none. */
export function parseMigration({ name, content: found }: MigrationFile): Migration {
  const content = plainText(found);
  const number = numberIn(name);
  const brings = /^-- Brings: (.+)$/m.exec(content)?.[1];
  if (number === undefined || brings === undefined) throw notAMigration(name);
  const [, ...steps] = content.split(/^-- Step \d+/m);
  return {
    number,
    name,
    checksum: sha256(content),
    brings: brings.split('; ').map((text) => parseBrought(text, name)),
    steps: steps.map(parseStep),
    refused: [...content.matchAll(/^-- Refused: (.+)\n-- Way round: (.+)$/gm)].map(
      ([, reason, wayRound]) => `${reason} ${wayRound}`,
    ),
  };
}

function parseBrought(text: string, name: string): Brought {
  const [event, version, digest] = text.split(' ');
  if (!event || !version || !digest) throw notAMigration(name);
  return { event, version, digest };
}

/** What stands between one step's line and the next one's: a remark, then the statement with its semicolon. */
function parseStep(text: string): Step {
  const [remark = '', ...lines] = text.split('\n');
  const doneWhen = /^-- Done when this finds a row: (.+)$/.exec(lines[0] ?? '')?.[1];
  const sql = (doneWhen ? lines.slice(1) : lines).join('\n').trim().replace(/;$/, '');
  return { sql, transactional: remark !== outside, ...(doneWhen !== undefined && { doneWhen }) };
}

function notAMigration(name: string): ContractError {
  return new ContractError({
    code: 'migration-unreadable',
    path: name,
    message: 'The file is no migration: it has no number, or no line that says which versions it brings.',
    fix: 'Restore it from git and run sluice generate.',
  });
}
