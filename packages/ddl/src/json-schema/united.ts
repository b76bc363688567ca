import type { Field, LogicalType } from '@sluice/contract';
import { isSameType } from '../type-shape.js';

const texts: ReadonlySet<string> = new Set(['string', 'enum', 'uuid', 'date', 'timestamp']);
const integers: ReadonlySet<string> = new Set(['int32', 'int64']);
const numbers: ReadonlySet<string> = new Set(['int32', 'int64', 'float64', 'decimal']);

/** A type that holds every value of both; undefined where none does but JSON. */
export function united(a: LogicalType, b: LogicalType): LogicalType | undefined {
  if (isSameType(a, b)) return a;
  if (texts.has(a.kind) && texts.has(b.kind)) return unitedText(a, b);
  if (integers.has(a.kind) && integers.has(b.kind)) return { kind: 'int64', wire: 'number' };
  if (numbers.has(a.kind) && numbers.has(b.kind)) return { kind: 'float64' };
  if (a.kind === 'struct' && b.kind === 'struct') return unitedStruct(a.fields, b.fields);
  if (a.kind === 'list' && b.kind === 'list') {
    return { kind: 'list', element: united(a.element, b.element) ?? { kind: 'json' } };
  }
  if (a.kind === 'map' && b.kind === 'map') return { kind: 'map', value: united(a.value, b.value) ?? { kind: 'json' } };
  return undefined;
}

function unitedText(a: LogicalType, b: LogicalType): LogicalType {
  if (a.kind === 'enum' && b.kind === 'enum') return { kind: 'enum', values: [...new Set([...a.values, ...b.values])] };
  const [one, other] = [longestText(a), longestText(b)];
  return one === undefined || other === undefined
    ? { kind: 'string' }
    : { kind: 'string', maxLength: Math.max(one, other) };
}

/** Characters of the longest value; undefined where there is no limit. Dates and times are texts in JSON. */
export function longestText(type: LogicalType): number | undefined {
  if (type.kind === 'enum') return Math.max(0, ...type.values.map((value) => [...value].length));
  if (type.kind === 'uuid') return 36;
  if (type.kind === 'date') return 10;
  return type.kind === 'string' ? type.maxLength : undefined;
}

/** Keys of the first in their order, then those that only the second has. */
function unitedStruct(a: readonly Field[], b: readonly Field[]): LogicalType {
  const others = new Map(b.map((field) => [field.name, field]));
  const kept = a.map((field): Field => {
    const other = others.get(field.name);
    return other ? { ...field, type: united(field.type, other.type) ?? { kind: 'json' } } : field;
  });
  const [names, columns] = [new Set(a.map(({ name }) => name)), new Set(a.map(({ column }) => column))];
  const added = b.filter(({ name, column }) => !names.has(name) && !columns.has(column));
  return { kind: 'struct', fields: [...kept, ...added].map((field, at) => ({ ...field, ordinal: at + 1 })) };
}
