import type { ContractModel } from '@sluice/contract';
import { defaultIamRole } from '../dialects/redshift/options.js';
import { doubleQuoted, redshiftLiteral } from '../sql.js';
import { sqlHeader } from '../sql-file.js';
import type { Table } from '../table.js';
import type { WarehouseConfig } from '../warehouse-config.js';
import { type LoadTable, loadTables } from './flattened.js';
import { loadStatements } from './load.js';

/** Days that are loaded each night: a merge looks at the last 48 hours again, so the two days before yesterday may have grown. */
const days = 3;

/** The external schema through which Spectrum sees the lake. */
function lakeSchema({ dialects: { redshift } }: WarehouseConfig): string {
  return redshift.lakeSchema ?? `${redshift.schema}_lake`;
}

/** The statement that makes the external schema over the Glue database. Outside a transaction. */
export function externalSchema(config: WarehouseConfig): string {
  return [
    `CREATE EXTERNAL SCHEMA IF NOT EXISTS ${doubleQuoted<'redshift'>(lakeSchema(config))}`,
    'FROM DATA CATALOG',
    `DATABASE ${redshiftLiteral(config.database)}`,
    `IAM_ROLE ${redshiftLiteral(config.dialects.redshift.iamRole ?? defaultIamRole)}`,
  ].join('\n');
}

/**
 * The nightly load as one psql script: for each table the hours of yesterday and of the two days before, as far as a merge has registered
 * them, loaded and merged in one transaction. A second run changes nothing.
 */
export function nightlyScript(contract: ContractModel, config: WarehouseConfig): string {
  const tables = loadTables(contract, config);
  return `${[head(config), ...tables.map((table) => loadOf(table, config))].join('\n\n')}\n`;
}

function head(config: WarehouseConfig): string {
  const back = Array.from({ length: days }, (_, at) => at);
  const dates = back.map((at) => `  TO_CHAR(CAST(:'day' AS DATE) - ${at}, 'YYYY-MM-DD') AS day${at}`);
  const parts = back.map((at) =>
    [
      `  SUBSTRING(:'day${at}', 1, 4) AS year${at}`,
      `  SUBSTRING(:'day${at}', 6, 2) AS month${at}`,
      `  SUBSTRING(:'day${at}', 9, 2) AS date${at}`,
    ].join(',\n'),
  );
  return [
    sqlHeader,
    '-- The nightly load, for 02:00 UTC: psql "$REDSHIFT_URL" -f nightly.sql',
    '-- Of another day: psql "$REDSHIFT_URL" -v day=2026-11-20 -f nightly.sql. It can be run again at any time.',
    '\\set ON_ERROR_STOP on',
    '\\if :{?role}',
    '\\else',
    `\\set role ${redshiftLiteral(config.dialects.redshift.iamRole ?? defaultIamRole)}`,
    '\\endif',
    '\\if :{?day}',
    '\\else',
    "SELECT TO_CHAR(GETDATE() - INTERVAL '1 day', 'YYYY-MM-DD') AS day \\gset",
    '\\endif',
    `SELECT\n${dates.join(',\n')}\n\\gset`,
    `SELECT\n${parts.join(',\n')}\n\\gset`,
  ].join('\n');
}

function loadOf({ table, files }: LoadTable, config: WarehouseConfig): string {
  const back = Array.from({ length: days }, (_, at) => at);
  const counts = back.map((at) => `  ${counted(table, config, at)} AS has${at}`);
  const folder = `${config.lakeUri}/${table.path}`;
  const sets = back.map((at) => {
    const date = `year=:year${at}/month=:month${at}/day=:date${at}/`.replaceAll(/:(\w+\d)/g, "' :$1 '");
    return `\\set files${at} '${folder}${date}'`;
  });
  const sources = back.map((at) => ({ from: `:'files${at}'` }));
  const load = loadStatements({ table, files, config, sources, iamRole: ":'role'" }).map(({ sql }) => guarded(sql));
  return [`-- ${table.name}`, ...sets, `SELECT\n${counts.join(',\n')}\n\\gset`, ...load].join('\n');
}

/** COPY fails where a prefix has no object: only days with a registered hour are copied. */
function guarded(sql: string): string {
  const at = /:'files(\d)'/.exec(sql)?.[1];
  return at === undefined ? `${sql};` : `\\if :has${at}\n${sql};\n\\endif`;
}

function counted({ name }: Table, config: WarehouseConfig, at: number): string {
  const where = `schemaname = ${redshiftLiteral(lakeSchema(config))} AND tablename = ${redshiftLiteral(name)}`;
  const hours = `'["' || :'year${at}' || '","' || :'month${at}' || '","' || :'date${at}' || '",%'`;
  return `(SELECT COUNT(*) > 0 FROM svv_external_partitions WHERE ${where} AND "values" LIKE ${hours})`;
}
