import type { LogicalType } from '@sluice/contract';
import { doubleQuoted, redshiftLiteral } from '../../sql.js';
import { keysFor, takesOldNames } from '../../views/joined-type.js';
import { coalesced } from '../../views/view-sql.js';
import { redshiftType } from './types.js';

/**
 * A value in a type that can hold it. A SUPER holds structs of any keys as it is; where keys were renamed the struct is built anew, under
 * the newest names (docs.aws.amazon.com/redshift/latest/dg/r_object_function.html). Redshift has no expression that does so for every
 * element of a list or map: those keep the names that were sent.
 */
export function redshiftConverted(value: string, from: LogicalType, to: LogicalType): string {
  const type = redshiftType(to);
  return type === 'SUPER' ? renamedKeys(value, from, to) : `CAST(${value} AS ${type})`;
}

function renamedKeys(value: string, from: LogicalType, to: LogicalType): string {
  if (from.kind !== 'struct' || to.kind !== 'struct' || !takesOldNames(from, to)) return value;
  const pairs = to.fields.flatMap((key) => {
    const sources = keysFor(from.fields, to.fields, key).map(({ column, type }) =>
      renamedKeys(`${value}.${doubleQuoted<'redshift'>(column)}`, type, key.type),
    );
    return sources.length > 0 ? [`${redshiftLiteral(key.column)}, ${coalesced(sources)}`] : [];
  });
  return `CASE WHEN ${value} IS NULL THEN NULL ELSE OBJECT(${pairs.join(', ')}) END`;
}
