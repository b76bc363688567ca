import { ContractError, conflictLine, plainText, sha256 } from '@sluice/contract';
import { sqlHeader } from '../sql-file.js';
import { type MigrationFile, numberIn } from './file.js';

/** Name of the file that seals a dialect's migrations. */
export const checksumFile = 'migrations.sum';

/**
 * One line per migration. Each checksum covers the file and the line before it, so that nothing can be changed, moved or put in between;
 * and two branches that each append a line meet in a merge conflict, where two files of the same number would pass unseen.
 */
export function renderChecksums(files: readonly MigrationFile[]): MigrationFile {
  const lines: string[] = [];
  let chain = '';
  for (const file of files) {
    chain = linked(chain, file);
    lines.push(`${file.name} ${chain}`);
  }
  return { name: checksumFile, content: `${[sqlHeader, ...lines].join('\n')}\n` };
}

function linked(chain: string, { name, content }: MigrationFile): string {
  return sha256(`${chain}\n${name}\n${plainText(content)}`);
}

/**
 * The migrations of a folder, by number, after each was found to be what was written; line endings do not count. `folder` is for
 * messages. Throws a ContractError for a file that was edited, is missing, was put there by hand or merged from two branches.
 */
export function verified(files: readonly MigrationFile[], folder: string): MigrationFile[] {
  const sum = files.find(({ name }) => name === checksumFile);
  const migrations = files.filter(({ name }) => numberIn(name) !== undefined);
  const torn = files.find(({ content }) => conflictLine(content) !== undefined);
  if (torn) throw conflict(`${folder}/${torn.name}`);
  const sealed = plainText(sum?.content ?? '')
    .split('\n')
    .flatMap((line) => parsedLine(line));
  const ordered = sealed.map(({ name }) => {
    const file = migrations.find((one) => one.name === name);
    if (!file) throw missing(`${folder}/${name}`);
    return file;
  });
  refuseTwins(ordered, folder);
  let chain = '';
  for (const [at, file] of ordered.entries()) {
    chain = linked(chain, file);
    if (chain !== sealed[at]?.chain) throw edited(`${folder}/${file.name}`);
  }
  const stranger = migrations.find((one) => !ordered.includes(one));
  if (stranger) throw unsealed(`${folder}/${stranger.name}`);
  return ordered;
}

function parsedLine(line: string): { name: string; chain: string }[] {
  const [, name, chain] = /^(\S+\.sql) ([0-9a-f]{64})$/.exec(line) ?? [];
  return name && chain ? [{ name, chain }] : [];
}

function refuseTwins(files: readonly MigrationFile[], folder: string): void {
  for (const [at, { name }] of files.entries()) {
    const older = files[at - 1];
    if (!older || (numberIn(name) ?? 0) > (numberIn(older.name) ?? 0)) continue;
    throw new ContractError({
      code: 'migration-number-taken',
      path: `${folder}/${name}`,
      message: `${older.name} has this number or a higher one, and stands before it in ${checksumFile}: two branches added migrations.`,
      fix: mergeFix(folder),
    });
  }
}

/** No advice loses what others have: what a branch has added alone is moved away, and made again with the next numbers. */
function mergeFix(folder: string): string {
  return (
    `Move what only your branch has added to another place, take the folder as the default branch has it (git checkout origin/main -- ${folder}), ` +
    'and run sluice generate: its migrations are made again with the next numbers.'
  );
}

function conflict(path: string): ContractError {
  return new ContractError({
    code: 'migration-conflict',
    path,
    message: 'The file holds a merge conflict: two branches added migrations.',
    fix: mergeFix(path.slice(0, path.lastIndexOf('/'))),
  });
}

function missing(path: string): ContractError {
  return new ContractError({
    code: 'migration-missing',
    path,
    message: `${checksumFile} names this migration, and the file is not there.`,
    fix: 'Restore it from git: warehouses that ran it look for it.',
  });
}

function edited(path: string): ContractError {
  return new ContractError({
    code: 'migration-edited',
    path,
    message: `The migration is not what was generated: its checksum is another one than ${checksumFile} says.`,
    fix: 'Restore the file from git. To change a table, publish a new version of the event: it gets a migration of its own.',
  });
}

function unsealed(path: string): ContractError {
  return new ContractError({
    code: 'migration-unknown',
    path,
    message: `The migration is not listed in ${checksumFile}: it was added by hand, or by a branch whose line was lost in a merge.`,
    fix: `If others have the file already (git log -- ${path}), restore ${checksumFile} from git. If only you have it, move it out of the folder and run sluice generate: what it brings gets a migration with the next number.`,
  });
}
