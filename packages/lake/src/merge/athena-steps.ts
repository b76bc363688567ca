import type { Table, WarehouseConfig } from '@sluice/ddl';
import { registersEvents } from '@sluice/ddl';
import { doubleQuoted, eventsTableName, hiveName, singleQuoted } from '@sluice/ddl/internal';
import { type Hour, hourMs, hourPath, hourStart } from '@sluice/disk';
import { withinAthena } from '../partitions/athena-limits.js';
import {
  addPartitions,
  hourValues,
  ofAllEvents,
  pointPartition,
  rawPartition,
  runPartition,
} from '../partitions/partition.js';
import { hourRecordOf, recordUri } from './athena-record.js';
import { hoursPredicate } from './athena-window.js';
import type { MergeStep, StepOfHour } from './steps.js';

/** One thing for a scheduled job to do, in order. */
export type AthenaAction =
  /** A statement for StartQueryExecution; the next is begun when it has succeeded. */
  | { readonly kind: 'statement'; readonly sql: string }
  /** `content` is written to the object `uri`: which raw files the hour was merged from, for later runs to compare with. */
  | { readonly kind: 'record'; readonly uri: string; readonly content: string }
  /** Objects below `prefix` are removed, but not those below `keep`, `afterHours` hours later. */
  | { readonly kind: 'remove'; readonly prefix: string; readonly keep: string; readonly afterHours: number };

type StepOf<K extends MergeStep['kind']> = Extract<MergeStep, { kind: K }>;

const quote = doubleQuoted<'trino'>;
const text = singleQuoted<'trino'>;

/** What each step is in Athena. */
const renderings: {
  readonly [K in MergeStep['kind']]: (step: StepOf<K>, config: WarehouseConfig) => readonly AthenaAction[];
} = {
  'register-raw': ({ table, hours }, config) => {
    const partitions = hours.map((hour) => rawPartition(hour, config));
    const wide = hours.map((hour) => ofAllEvents(hour, rawPartition(hour, config)));
    return statements([
      ...addPartitions(`${table.name}_raw`, partitions, config),
      ...(registersEvents('raw', config) ? addPartitions(eventsTableName.raw, wide, config) : []),
    ]);
  },
  'drop-temporary': (step, config) =>
    statements([`DROP TABLE IF EXISTS ${hiveName(temporaryName(step.table, step.hour), config)}`]),
  'write-run': (step, config) => statements([createRun(step, config)]),
  'mark-later': () => [],
  'point-partition': ({ table, hour, run, files }, config) => [
    ...statements(pointPartition(table.name, runPartition(hour, run, config), config)),
    ...statements(
      registersEvents('columnar', config)
        ? pointPartition(eventsTableName.columnar, ofAllEvents(hour, runPartition(hour, run, config)), config)
        : [],
    ),
    ...(files.length > 0
      ? [{ kind: 'record' as const, uri: recordUri(hour, config), content: hourRecordOf(hour, run, files) }]
      : []),
  ],
  'remove-runs': ({ hour, run, keepHours }, config) => {
    const prefix = `${config.lakeUri}/columnar/${hourPath(hour)}/`;
    return [{ kind: 'remove', prefix, keep: `${prefix}run=${run}/`, afterHours: keepHours }];
  },
};

function statements(sql: readonly string[]): AthenaAction[] {
  return sql.map((one) => ({ kind: 'statement', sql: one }));
}

/** The steps of some hours as Athena does them. Raw partitions come first, a hundred to a statement. */
export function athenaActions(steps: readonly MergeStep[], config: WarehouseConfig): AthenaAction[] {
  const registering = steps.filter((step) => step.kind === 'register-raw');
  const rest = steps.filter((step) => step.kind !== 'register-raw');
  return [...together(registering), ...rest].flatMap((step) =>
    (renderings[step.kind] as (step: MergeStep, config: WarehouseConfig) => readonly AthenaAction[])(step, config),
  );
}

/** One step for all hours of a table. */
function together(steps: readonly StepOf<'register-raw'>[]): MergeStep[] {
  const tables = new Map<string, { step: StepOf<'register-raw'>; hours: Map<string, Hour> }>();
  for (const step of steps) {
    const known = tables.get(step.table.name) ?? { step, hours: new Map() };
    for (const hour of step.hours) known.hours.set(hourPath(hour), hour);
    tables.set(step.table.name, known);
  }
  return [...tables.values()].map(({ step, hours }) => ({ ...step, hours: [...hours.values()] }));
}

/** The same name in every run of an hour, so that each run finds and drops what an interrupted one has left. */
function temporaryName(table: Table, { year, month, day, hour }: Hour): string {
  return `${table.name}_merge_${year}${month}${day}${hour}`;
}

/**
 * CREATE TABLE AS into the run's own folder, which nothing reads until the partition points at it. Athena is paid by the
 * bytes it reads: a window function reads the raw files once. Ids of hours after this one count too, since a late file
 * may bring what a later hour has already.
 */
function createRun(step: StepOf<'write-run'>, config: WarehouseConfig): string {
  const { table, hour, run, lookbackHours, compression } = step;
  const columns = table.columns.map(({ name }) => quote(name));
  const itself = hourValues(hour).map(([name, value]) => `${quote(name)} = ${text(value)}`);
  const start = hourStart(hour);
  const seen = [
    hoursPredicate(start - lookbackHours * hourMs, start),
    hoursPredicate(start + hourMs, start + (lookbackHours + 1) * hourMs),
  ];
  return withinAthena(
    [
      ...createTableAs(step, runPartition(hour, run, config).location, compression, config),
      'WITH seen AS (',
      `  SELECT DISTINCT event_id FROM ${trinoName(table.name, config)}`,
      `  WHERE ${seen.join('\n    OR ')}`,
      '),',
      'ranked AS (',
      `  SELECT ${columns.join(', ')},`,
      '    row_number() OVER (PARTITION BY event_id ORDER BY "$path", received_at, occurred_at, version) AS "_copy"',
      `  FROM ${trinoName(`${table.name}_raw`, config)}`,
      `  WHERE ${itself.join(' AND ')}`,
      ')',
      `SELECT ${columns.map((name) => `ranked.${name}`).join(', ')}`,
      'FROM ranked LEFT JOIN seen ON seen.event_id = ranked.event_id',
      'WHERE seen.event_id IS NULL AND (ranked."_copy" = 1 OR ranked.event_id IS NULL)',
    ].join('\n'),
  );
}

function createTableAs(
  { table, hour }: StepOfHour,
  location: string,
  compression: string,
  config: WarehouseConfig,
): string[] {
  return [
    `CREATE TABLE ${trinoName(temporaryName(table, hour), config)}`,
    'WITH (',
    `  format = 'PARQUET',`,
    `  write_compression = ${text(compression.toUpperCase())},`,
    `  external_location = ${text(location)}`,
    ') AS',
  ];
}

function trinoName(name: string, config: WarehouseConfig): string {
  return `${quote(config.database)}.${quote(name)}`;
}

/** The actions as a script: statements that end with a semicolon, and what is no SQL as comments. */
export function athenaScript(actions: readonly AthenaAction[]): string {
  return actions.map((action) => (asText[action.kind] as (action: AthenaAction) => string)(action)).join('\n');
}

const asText: {
  readonly [K in AthenaAction['kind']]: (action: Extract<AthenaAction, { kind: K }>) => string;
} = {
  statement: ({ sql }) => `${sql};\n`,
  record: ({ uri, content }) => `-- Then write to ${uri}: ${content}\n`,
  remove: ({ prefix, keep, afterHours }) =>
    `-- ${afterHours} hours later remove what is below ${prefix}, but not ${keep}\n`,
};
