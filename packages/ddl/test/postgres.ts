import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';

/** PostgreSQL in WebAssembly, from here so that tests of other folders find it. */
export type { PGlite };

const cache = fileURLToPath(new URL('../../../.sluice/cache', import.meta.url));

/**
 * An empty PostgreSQL. Making a cluster takes seconds, reading one that was made takes one: the first that is made is kept, by
 * PGlite's version.
 */
export async function startPostgres(): Promise<PGlite> {
  const file = path.join(cache, `postgres-${await version()}.tar`);
  const kept = await readFile(file).catch(() => undefined);
  if (kept) return PGlite.create({ loadDataDir: new Blob([kept]) });
  const made = await PGlite.create();
  await keep(file, await made.dumpDataDir('none'));
  return made;
}

async function version(): Promise<string> {
  const own = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (
    (JSON.parse(own) as { devDependencies: { [name: string]: string } }).devDependencies['@electric-sql/pglite'] ?? ''
  );
}

/** Whole or not at all: other tests read it meanwhile. */
async function keep(file: string, dump: Blob): Promise<void> {
  const half = `${file}.${randomUUID()}`;
  await mkdir(cache, { recursive: true });
  await writeFile(half, Buffer.from(await dump.arrayBuffer()));
  await rename(half, file);
}
