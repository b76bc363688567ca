import { dialectNamed, limitFindings } from '@sluice/ddl';
import { type PGlite, startPostgres } from '../../packages/ddl/test/postgres.js';
import { asPostgres } from '../../packages/ddl/test/redshift-on-postgres.js';
import { athenaParsers } from '../../packages/ddl/test/sql-parsers.js';
import { type Engine, startEngine } from '../../packages/lake/src/lake/engine.js';
import type { TestedStatement } from './statements.js';

/** An independent opinion on statements. */
export interface Oracle {
  readonly id: 'hive' | 'trino' | 'spark' | 'postgres' | 'duckdb' | 'limits';
  /** Whether it knows the dialect of the statement. */
  knows(statement: TestedStatement): boolean;
  /** What is wrong with it; empty where nothing is. */
  faults(statement: TestedStatement): Promise<readonly string[]>;
}

/** All oracles, with the engines that they run. */
export interface OpenOracles {
  readonly oracles: readonly Oracle[];
  /** Redshift's statements run here, physical clauses removed. */
  readonly postgres: PGlite;
  readonly duckdb: Engine;
  close(): Promise<void>;
}

/** Starts the engines and loads the parsers. */
export async function openOracles(): Promise<OpenOracles> {
  const [parsers, postgres, duckdb] = await Promise.all([athenaParsers(), startPostgres(), startEngine()]);
  await duckdb.connection.run('CREATE SCHEMA shop');
  await postgres.exec(
    'CREATE SCHEMA shop; CREATE SCHEMA atomic; CREATE TABLE atomic.events (event_id CHAR(36) PRIMARY KEY)',
  );
  const oracles: Oracle[] = [
    {
      id: 'hive',
      knows: ({ dialect, kind }) => dialect === 'athena' && kind !== 'view',
      faults: async ({ sql }) => parsers.hive.errors(`${sql};`),
    },
    {
      id: 'trino',
      knows: ({ dialect, kind }) => dialect === 'athena' && kind === 'view',
      faults: async ({ sql }) => parsers.trino.errors(`${sql};`),
    },
    {
      id: 'spark',
      knows: ({ dialect }) => dialect === 'spark',
      faults: async ({ sql }) => parsers.spark.errors(`${sql};`),
    },
    {
      id: 'postgres',
      knows: ({ dialect, kind }) => dialect === 'redshift' && kind === 'table',
      faults: ({ sql }) =>
        faultsOf(
          () => postgres.exec(`BEGIN; ${asPostgres(sql)}; ROLLBACK`),
          () => postgres.exec('ROLLBACK'),
        ),
    },
    {
      id: 'duckdb',
      knows: ({ dialect, kind }) => dialect === 'duckdb' && kind === 'table',
      faults: ({ sql }) =>
        faultsOf(
          () => duckdb.connection.run(`BEGIN; ${sql}; ROLLBACK`),
          () => duckdb.connection.run('ROLLBACK'),
        ),
    },
    {
      id: 'limits',
      knows: () => true,
      faults: async ({ dialect: id, sql }) => {
        const dialect = dialectNamed(id);
        if (!dialect) throw new Error(`there is no dialect "${id}"`);
        return limitFindings(dialect, sql).flatMap(({ severity, limit, message }) =>
          severity === 'error' ? [`${limit}: ${message}`] : [],
        );
      },
    },
  ];
  return {
    oracles,
    postgres,
    duckdb,
    close: async () => {
      await postgres.close();
      await duckdb.close();
    },
  };
}

async function faultsOf(run: () => Promise<unknown>, undo: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await run();
    return [];
  } catch (error) {
    await undo().catch(() => undefined);
    return [(error as Error).message];
  }
}

/** Every statement that an oracle rejects, with the oracle and the reason; `without` names oracles that are not asked. */
export async function rejections(
  { oracles }: OpenOracles,
  statements: readonly TestedStatement[],
  without: readonly Oracle['id'][] = [],
): Promise<string[]> {
  const asked = oracles.filter(({ id }) => !without.includes(id));
  const found: string[] = [];
  for (const statement of statements) {
    for (const oracle of asked.filter((one) => one.knows(statement))) {
      const [fault] = await oracle.faults(statement);
      if (fault !== undefined) found.push(`${oracle.id} on ${statement.name}: ${fault}`);
    }
  }
  return found;
}
