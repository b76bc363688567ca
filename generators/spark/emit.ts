import { eventScript, spark, structType, tablesOf } from '@sluice/ddl';
import type { EmitRequest, GeneratedFile } from '../target.js';

/**
 * `ddl/spark/<event>.sql` per event, and per table `ddl/spark/<table>.json`: what `StructType.fromJson` reads. Raw and merged
 * files have the same columns, so there is one for both.
 */
export function emit({ model, options }: EmitRequest): GeneratedFile[] {
  return model.events.flatMap((family) => [
    { path: `ddl/spark/${family.name}.sql`, content: eventScript(spark, model, family, options) },
    ...tablesOf(model, family, 'columnar').map((table) => ({
      path: `ddl/spark/${table.name}.json`,
      content: `${JSON.stringify(structType(table), null, 2)}\n`,
    })),
  ]);
}
