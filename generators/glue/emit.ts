import { glue, tableInput, tablesOf } from '@sluice/ddl';
import type { EmitRequest, GeneratedFile } from '../target.js';

/**
 * One document per table: `ddl/glue/<table>.json`, ready for `aws glue create-table --table-input file://…`. The API
 * takes no unknown key, so these files bear no header.
 */
export function emit({ model, options }: EmitRequest): GeneratedFile[] {
  const tables = model.events.flatMap((family) => glue.tiers.flatMap((tier) => tablesOf(model, family, tier)));
  return tables.map((table) => ({
    path: `ddl/glue/${table.name}.json`,
    content: `${JSON.stringify(tableInput(table, options), null, 2)}\n`,
  }));
}
