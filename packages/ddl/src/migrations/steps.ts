import { type Change, statementsOf } from './change.js';

/** One statement of a migration, and how it has to be run. */
export interface Step {
  readonly sql: string;
  /** `false`: the warehouse refuses it inside BEGIN … END. */
  readonly transactional: boolean;
  /** A query that finds a row when the statement has taken effect; for what no transaction ties to the ledger. */
  readonly doneWhen?: string;
}

/** The statements of changes, in the order they run: what no transaction takes comes first, as new views may count on it. */
export function stepsOf(changes: readonly Change[]): Step[] {
  const steps = changes.flatMap((change) =>
    statementsOf(change).map(({ sql, transactional }): Step => {
      const doneWhen = transactional ? undefined : grownQuery(sql);
      return { sql, transactional, ...(doneWhen !== undefined && { doneWhen }) };
    }),
  );
  return [
    ...steps.filter(({ transactional }) => !transactional),
    ...steps.filter(({ transactional }) => transactional),
  ];
}

const growth = /^ALTER TABLE "?(\w+)"?\."?(\w+)"? ALTER COLUMN "?(\w+)"? TYPE VARCHAR\((\d+)\)$/;

/** The only statement that runs outside a transaction makes a VARCHAR longer: it is done when the column is that long. */
function grownQuery(sql: string): string | undefined {
  const [found, schema, table, column, bytes] = growth.exec(sql) ?? [];
  if (found === undefined) return undefined;
  const names = `table_schema = '${schema}' AND table_name = '${table}' AND column_name = '${column}'`;
  return `SELECT 1 AS done FROM information_schema.columns WHERE ${names} AND character_maximum_length >= ${bytes}`;
}
