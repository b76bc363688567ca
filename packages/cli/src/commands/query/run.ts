import path from 'node:path';
import type { Damage } from '@sluice/lake';
import { CommandError, dataFolder, findProject } from '@sluice/project';
import { registryModel } from '@sluice/project/registry';
import { exit } from '../../exit.js';
import { count, type Io, table } from '../../io.js';
import type { Options } from './options.js';

/** Runs one SQL query over the local lake and prints the rows. */
export async function run([sql]: readonly [string], options: Options, io: Io): Promise<number> {
  const project = await findProject(io.cwd);
  const { damageText, openLake } = await import('@sluice/lake');
  const { views, star } = project.config;
  const lake = await openLake({
    lakeDir: path.join(dataFolder(project, options.data), 'lake'),
    model: await registryModel(project),
    ...(views && { views }),
    ...(star && { star }),
  });
  try {
    const { columns, rows } = await lake.query(sql);
    for (const damage of lake.damage()) io.err(`${io.paint.yellow('!')} ${damageText(damage)} ${remedy(damage)}`);
    if (options.json) io.out(JSON.stringify({ columns, rows }, null, 2));
    else {
      io.out(
        table(
          columns.map(({ name }) => name),
          rows.map((row) => row.map(cell)),
          io.paint,
        ),
      );
      io.out(io.paint.dim(count(rows.length, 'row')));
    }
    return exit.clean;
  } catch (error) {
    throw new CommandError(
      (error as Error).message,
      'Tables are named like the events: SHOW TABLES lists them, DESCRIBE <table> its columns.',
    );
  } finally {
    await lake.close();
  }
}

/** What was read in place of a damaged file, and what makes it again. */
function remedy({ path }: Damage): string {
  const day = /year=(\d+)\/month=(\d+)\/day=(\d+)/.exec(path)?.slice(1).join('-');
  const next = day === undefined ? '' : ` --from ${day}`;
  return path.startsWith('daily/')
    ? `Its hours were read in its place; \`sluice compact${next}\` makes it again.`
    : `Its raw files were read in its place; \`sluice merge${next}\` makes it again.`;
}

function cell(value: unknown): unknown {
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : value;
}
