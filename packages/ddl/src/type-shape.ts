import type { Field, LogicalKind, LogicalOf, LogicalType } from '@sluice/contract';

/** A key that a struct inside a column gains. List elements are written `element`, map values `value`. */
export interface StructAddition {
  readonly path: readonly string[];
  readonly type: LogicalType;
  /** Whether it stands behind all keys that were there before. */
  readonly last: boolean;
}

const shapes: { readonly [K in LogicalKind]: (type: LogicalOf<K>) => string } = {
  boolean: () => 'boolean',
  int32: () => 'int32',
  int64: () => 'int64',
  float64: () => 'float64',
  decimal: ({ precision, scale }) => `decimal(${precision},${scale})`,
  string: ({ maxLength }) => `string(${maxLength ?? ''})`,
  enum: ({ values }) => `enum(${JSON.stringify(values)})`,
  uuid: () => 'uuid',
  date: () => 'date',
  timestamp: () => 'timestamp',
  struct: ({ fields }) => `struct<${fields.map((field) => `${field.column}:${shapeOf(field.type)}`).join(',')}>`,
  list: ({ element }) => `list<${shapeOf(element)}>`,
  map: ({ value }) => `map<${shapeOf(value)}>`,
  json: () => 'json',
};

/** A text that is equal for two types exactly when their stored values have the same type in every warehouse. */
function shapeOf(type: LogicalType): string {
  return (shapes[type.kind] as (type: LogicalType) => string)(type);
}

/** Whether two types are stored alike in every warehouse: wire spellings and descriptions do not count. */
export function isSameType(a: LogicalType, b: LogicalType): boolean {
  return shapeOf(a) === shapeOf(b);
}

/**
 * The struct keys that `after` has beyond `before`, at any depth; undefined where anything else differs too, since that
 * is a change of type.
 */
export function nestedAdditions(before: LogicalType, after: LogicalType): StructAddition[] | undefined {
  if (isSameType(before, after)) return [];
  if (before.kind === 'list' && after.kind === 'list') return below('element', before.element, after.element);
  if (before.kind === 'map' && after.kind === 'map') return below('value', before.value, after.value);
  if (before.kind === 'struct' && after.kind === 'struct') return structAdditions(before.fields, after.fields);
  return undefined;
}

function below(step: string, before: LogicalType, after: LogicalType): StructAddition[] | undefined {
  return nestedAdditions(before, after)?.map((one) => ({ ...one, path: [step, ...one.path] }));
}

function structAdditions(before: readonly Field[], after: readonly Field[]): StructAddition[] | undefined {
  const old = new Map(before.map((field) => [field.column, field]));
  const kept = after.filter(({ column }) => old.has(column));
  if (kept.length < old.size) return undefined;
  const lastKept = after.findLastIndex(({ column }) => old.has(column));
  const additions: StructAddition[] = [];
  for (const [at, field] of after.entries()) {
    const known = old.get(field.column);
    if (!known) additions.push({ path: [field.column], type: field.type, last: at > lastKept });
    const inner = known ? below(field.column, known.type, field.type) : [];
    if (!inner) return undefined;
    additions.push(...inner);
  }
  return additions;
}
