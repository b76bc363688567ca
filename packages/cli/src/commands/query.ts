import path from 'node:path';
import type { Options } from '../commands.js';
import { CommandError, exit } from '../exit.js';
import { count, type Io, table } from '../io.js';
import { dataFolder, findProject } from '../project.js';
import { registryModel } from '../registry-files.js';

/** Runs one SQL query over the local lake and prints the rows. */
export async function run([sql = '']: readonly string[], options: Options, io: Io): Promise<number> {
  const project = await findProject(io.cwd);
  const { openLake } = await import('@sluice/ddl');
  const { views, star } = project.config;
  const lake = await openLake({
    lakeDir: path.join(dataFolder(project, options.data), 'lake'),
    model: await registryModel(project),
    ...(views && { views }),
    ...(star && { star }),
  });
  try {
    const { columns, rows } = await lake.query(sql);
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

function cell(value: unknown): unknown {
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : value;
}
