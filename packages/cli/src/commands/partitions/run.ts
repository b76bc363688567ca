import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Table } from '@sluice/ddl';
import type { Hour } from '@sluice/disk';
import type { Partition, Registration } from '@sluice/lake';
import { CommandError, dataFolder, findProject, type Project } from '@sluice/project';
import { registryModel } from '@sluice/project/registry';
import { columnarTables } from '../../athena-print.js';
import { exit } from '../../exit.js';
import { rangeOption } from '../../hour-range.js';
import { count, type Io } from '../../io.js';
import type { Options } from './options.js';

/** Registers partitions in Glue. Exit 1 where some were refused. */
export async function run(_args: readonly [], options: Options, io: Io): Promise<number> {
  const project = await findProject(io.cwd);
  const { openGlue, registerPartitions } = await import('@sluice/lake');
  const { config } = project;
  const glue = await openGlue(options.endpoint === undefined ? {} : { endpoint: options.endpoint });
  const results: { table: string; result: Registration }[] = [];
  try {
    const asked = await wanted(project, options);
    for (const { table, partitions } of [...asked.map(inOwnTable), ...(await inEventsTable(asked, project, options))]) {
      const plain = partitions.map(({ values, location }) => ({ values: values.map(([, value]) => value), location }));
      const patience = { wait: (milliseconds: number) => sleep(milliseconds), random: Math.random };
      const result = await registerPartitions(glue.catalogue(table, config), plain, patience).catch(withoutTable);
      results.push({ table: table.name, result });
    }
  } catch (error) {
    throw new CommandError(
      `Glue: ${(error as Error).name}: ${(error as Error).message}`,
      `Check AWS_REGION, the credentials, and that the tables exist in the database "${config.database}".`,
    );
  } finally {
    glue.close();
  }
  print(results, options, io);
  return results.some(({ result }) => result.failed.length > 0) ? exit.failed : exit.clean;
}

/** A table that is not there is told and the others go on: a new event may be deployed before its table. */
function withoutTable(error: Error): Registration {
  if (error.name !== 'EntityNotFoundException') throw error;
  const failed = [
    {
      values: [],
      code: error.name,
      message: `${error.message} Create it: its migration is printed by "sluice migrate --dialect athena --print".`,
    },
  ];
  return { created: 0, updated: 0, unchanged: 0, failed };
}

interface Wanted {
  readonly table: Table;
  readonly hours: readonly { readonly hour: Hour; readonly partition: Partition }[];
}

function inOwnTable({ table, hours }: Wanted): { table: Table; partitions: readonly Partition[] } {
  return { table, partitions: hours.map(({ partition }) => partition) };
}

/** The same hours in the table over all events, where the project has one whose partitions are registered. */
async function inEventsTable(asked: readonly Wanted[], project: Project, { merged }: Options) {
  const { eventsTable, registersEvents } = await import('@sluice/ddl');
  const { ofAllEvents } = await import('@sluice/lake');
  const kind = merged === true ? 'columnar' : 'raw';
  const table = eventsTable(await registryModel(project), kind);
  if (!table || !registersEvents(kind, project.config)) return [];
  return [
    { table, partitions: asked.flatMap(({ hours }) => hours.map((one) => ofAllEvents(one.hour, one.partition))) },
  ];
}

async function wanted(project: Project, options: Options): Promise<Wanted[]> {
  const { hourMs, hoursBetween, hourStart } = await import('@sluice/disk');
  const { listHours, rawPartition, runPartition } = await import('@sluice/lake');
  const now = Date.now();
  const given = rangeOption(options, now);
  const { config } = project;
  const model = await registryModel(project);
  const lakeDir = path.join(dataFolder(project, options.data), 'lake');
  const hour = Math.floor(now / hourMs) * hourMs;
  const { from, to } = given ?? { from: hour - hourMs, to: hour + 2 * hourMs };
  const tables = await columnarTables(model, options.event);
  if (options.merged !== true) {
    return tables.map((table) => ({
      table: {
        ...table,
        kind: 'raw',
        name: `${table.name}_raw`,
        path: `raw/event=${table.event}/major=${table.major}/`,
      },
      hours: hoursBetween(from, to, table).map((one) => ({ hour: one, partition: rawPartition(one, config) })),
    }));
  }
  const isAsked = (start: number) => given === undefined || (start >= from && start < to);
  return Promise.all(
    tables.map(async (table) => ({
      table,
      hours: (await listHours(lakeDir, table)).flatMap(({ hour: one, record }) =>
        record && isAsked(hourStart(one)) ? [{ hour: one, partition: runPartition(one, record.run, config) }] : [],
      ),
    })),
  );
}

function print(results: readonly { table: string; result: Registration }[], options: Options, io: Io): void {
  if (options.json) {
    io.out(JSON.stringify(results, null, 2));
    return;
  }
  const sum = (of: (result: Registration) => number) => results.reduce((all, { result }) => all + of(result), 0);
  for (const { table, result } of results)
    for (const { values, code, message } of result.failed)
      io.out(
        `${io.paint.red('✗')} ${[table, ...(values.length > 0 ? [values.join('/')] : [])].join(' ')}: ${code}: ${message}`,
      );
  io.out(
    `${io.paint.green('✓')} ${count(
      sum(({ created }) => created),
      'partition',
    )} registered, ${sum(({ updated }) => updated)} pointed anew, ${sum(({ unchanged }) => unchanged)} as they were.`,
  );
}
