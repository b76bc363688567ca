import type { Field, LogicalType } from '@sluice/contract';
import { isSameType } from '../type-shape.js';

const texts: ReadonlySet<string> = new Set(['string', 'enum', 'uuid', 'date', 'timestamp']);
const integers: ReadonlySet<string> = new Set(['int32', 'int64']);
const numbers: ReadonlySet<string> = new Set(['int32', 'int64', 'float64', 'decimal']);

/** Told where inside two types nothing but JSON holds the values of both: the keywords and names that lead there. */
export type Mixed = (...keys: readonly string[]) => void;

/** A type that holds every value of both; undefined where none does but JSON. */
export function united(a: LogicalType, b: LogicalType, mixed: Mixed): LogicalType | undefined {
  if (isSameType(a, b)) return a;
  if (texts.has(a.kind) && texts.has(b.kind)) return unitedText(a, b);
  if (integers.has(a.kind) && integers.has(b.kind)) return { kind: 'int64', wire: 'number' };
  if (numbers.has(a.kind) && numbers.has(b.kind)) return { kind: 'float64' };
  if (a.kind === 'struct' && b.kind === 'struct') return unitedStruct(a.fields, b.fields, mixed);
  if (a.kind === 'list' && b.kind === 'list') {
    return { kind: 'list', element: inner(a.element, b.element, mixed, 'items') };
  }
  if (a.kind === 'map' && b.kind === 'map') {
    return { kind: 'map', value: inner(a.value, b.value, mixed, 'additionalProperties') };
  }
  return undefined;
}

function inner(a: LogicalType, b: LogicalType, mixed: Mixed, ...keys: readonly string[]): LogicalType {
  const type = united(a, b, (...deeper) => mixed(...keys, ...deeper));
  if (type) return type;
  if (a.kind !== 'json' && b.kind !== 'json') mixed(...keys);
  return { kind: 'json' };
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

/** Keys of the first in their order, then those that only the second has. Required is only what both require. */
function unitedStruct(a: readonly Field[], b: readonly Field[], mixed: Mixed): LogicalType {
  const others = new Map(b.map((field) => [field.name, field]));
  const kept = a.map((field): Field => {
    const other = others.get(field.name);
    if (!other) return { ...field, required: false };
    const type = inner(field.type, other.type, mixed, 'properties', field.name);
    return { ...field, type, required: field.required && other.required };
  });
  const [names, columns] = [new Set(a.map(({ name }) => name)), new Set(a.map(({ column }) => column))];
  const added = b
    .filter(({ name, column }) => !names.has(name) && !columns.has(column))
    .map((field) => ({ ...field, required: false }));
  return { kind: 'struct', fields: [...kept, ...added].map((field, at) => ({ ...field, ordinal: at + 1 })) };
}
