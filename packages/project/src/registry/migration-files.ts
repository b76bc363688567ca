import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Migration, type MigrationFile, parseMigration, verified } from '@sluice/ddl';
import { CommandError } from '../errors.js';
import type { Project } from '../project.js';

/** The migrations of a dialect, in order, after their checksums were found right. Throws where there are none. */
export async function readMigrations({ root, config }: Project, dialect: string): Promise<Migration[]> {
  const folder = `${config.generated}/migrations/${dialect}`;
  const place = path.join(root, folder);
  if (!existsSync(place)) throw new CommandError(`There are no migrations at ${folder}.`, 'Run: sluice generate');
  const names = (await readdir(place)).sort();
  const files = await Promise.all(
    names.map(
      async (name): Promise<MigrationFile> => ({ name, content: await readFile(path.join(place, name), 'utf8') }),
    ),
  );
  return verified(files, folder).map(parseMigration);
}
