import type { Field, LogicalType } from '@sluice/contract';
import { isSameType } from '../type-shape.js';
import { firstFree, takenColumn } from './names.js';

const texts: ReadonlySet<string> = new Set(['string', 'enum', 'uuid', 'date', 'timestamp']);
const integers: ReadonlySet<string> = new Set(['int32', 'int64']);
const numbers: ReadonlySet<string> = new Set(['int32', 'int64', 'float64', 'decimal']);

/** What was chosen inside two types: the reason, and the keywords and names that lead there. */
export type Chosen = (code: 'mixed-types' | 'collision', message: string, ...keys: readonly string[]) => void;

/** A type that holds every value of both; undefined where none does but JSON. */
export function widerType(a: LogicalType, b: LogicalType, chosen: Chosen): LogicalType | undefined {
  if (isSameType(a, b)) return a;
  if (texts.has(a.kind) && texts.has(b.kind)) return unitedText(a, b);
  if (integers.has(a.kind) && integers.has(b.kind)) return { kind: 'int64', wire: 'number' };
  if (numbers.has(a.kind) && numbers.has(b.kind)) return { kind: 'float64' };
  if (a.kind === 'struct' && b.kind === 'struct') return unitedStruct(a.fields, b.fields, chosen);
  if (a.kind === 'list' && b.kind === 'list') {
    return { kind: 'list', element: inner(a.element, b.element, chosen, 'items') };
  }
  if (a.kind === 'map' && b.kind === 'map') {
    return { kind: 'map', value: inner(a.value, b.value, chosen, 'additionalProperties') };
  }
  return undefined;
}

function inner(a: LogicalType, b: LogicalType, chosen: Chosen, ...keys: readonly string[]): LogicalType {
  const type = widerType(a, b, (code, message, ...deeper) => chosen(code, message, ...keys, ...deeper));
  if (type) return type;
  if (a.kind !== 'json' && b.kind !== 'json') chosen('mixed-types', mixedTypes, ...keys);
  return { kind: 'json' };
}

const mixedTypes = 'The alternatives have no column type in common here. It is stored as JSON.';

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
function unitedStruct(a: readonly Field[], b: readonly Field[], chosen: Chosen): LogicalType {
  const others = new Map(b.map((field) => [field.name, field]));
  const kept = a.map((field): Field => {
    const other = others.get(field.name);
    if (!other) return { ...field, required: false };
    const type = inner(field.type, other.type, chosen, 'properties', field.name);
    return { ...field, type, required: field.required && other.required };
  });
  const added = withFreeColumns(a, b, chosen);
  return { kind: 'struct', fields: [...kept, ...added].map((field, at) => ({ ...field, ordinal: at + 1 })) };
}

/** The keys that only the second has; one whose column is taken by another key of the first gets one of its own. */
function withFreeColumns(a: readonly Field[], b: readonly Field[], chosen: Chosen): Field[] {
  const names = new Set(a.map(({ name }) => name));
  const taken = new Set([...a, ...b].map(({ column }) => column));
  const columns = new Set(a.map(({ column }) => column));
  return b
    .filter(({ name }) => !names.has(name))
    .map((field) => {
      if (!columns.has(field.column)) return { ...field, required: false };
      const column = firstFree(field.column, taken);
      taken.add(column);
      chosen('collision', takenColumn(field.name, field.column, column), 'properties', field.name);
      return { ...field, column, required: false };
    });
}
