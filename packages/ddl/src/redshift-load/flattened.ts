import type { ContractModel, Field, LogicalType } from '@sluice/contract';
import { redshiftFlattening } from '../dialects/redshift/flattening.js';
import { redshiftType } from '../dialects/redshift/types.js';
import { modelIn } from '../flatten.js';
import { doubleQuoted } from '../sql.js';
import { type Table, tablesOf } from '../table.js';
import type { WarehouseConfig } from '../warehouse-config.js';

/** A table of the warehouse, and the same rows as the lake's files have them: structs are whole there. */
export interface LoadTable {
  readonly table: Table;
  readonly files: Table;
}

/** Every table that is loaded, by event and major. */
export function loadTables(contract: ContractModel, config: WarehouseConfig): LoadTable[] {
  const model = modelIn({ flattens: redshiftFlattening }, contract, config);
  return contract.events.flatMap((family, at) => {
    const files = tablesOf(contract, family, 'columnar');
    const stored = model.events[at];
    const tables = stored ? tablesOf(model, stored, 'columnar') : [];
    return tables.flatMap((table) => {
      const same = files.find(({ major }) => major === table.major);
      return same ? [{ table, files: same }] : [];
    });
  });
}

/** A value inside a struct of the files. */
interface Inside {
  /** Columns from the outermost struct inwards: `context`, `app`, `name`. */
  readonly path: readonly string[];
  readonly type: LogicalType;
}

/** What structs of the files hold, by the name of the column that it has where structs are taken apart. */
export function valuesInside({ columns }: Table): ReadonlyMap<string, Inside> {
  const found = columns.flatMap(({ field }) => (isTakenApart(field) ? leaves(field, []) : []));
  return new Map(found.map((inside) => [inside.path.join('_'), inside]));
}

function isTakenApart({ type }: Field): boolean {
  return type.kind === 'struct' && type.fields.length > 0;
}

function leaves(field: Field, above: readonly string[]): Inside[] {
  const path = [...above, field.column];
  if (field.type.kind !== 'struct' || field.type.fields.length === 0) return [{ path, type: field.type }];
  return field.type.fields.flatMap((inner) => leaves(inner, path));
}

/** The value in the type of its own column: a SUPER knows neither dates nor times, and has JSON as text. */
export function takenOut({ path, type }: Inside): string {
  const value = `f.${path.map(doubleQuoted<'redshift'>).join('.')}`;
  if (type.kind === 'json') return `JSON_PARSE(CAST(${value} AS VARCHAR(65535)))`;
  if (type.kind === 'timestamp') return `CAST(CAST(${value} AS VARCHAR(32)) AS TIMESTAMP) AT TIME ZONE 'UTC'`;
  if (type.kind === 'date') return `CAST(CAST(${value} AS VARCHAR(10)) AS DATE)`;
  const stored = redshiftType(type);
  return stored === 'SUPER' ? value : `CAST(${value} AS ${stored})`;
}
