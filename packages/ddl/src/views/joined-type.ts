import type { Field, LogicalOf, LogicalType } from '@sluice/contract';
import { stricter } from '../sensitivity.js';
import { isSameType } from '../type-shape.js';

/** Most digits of a decimal in every warehouse. */
const maxPrecision = 38;

const textKinds: ReadonlySet<string> = new Set(['string', 'enum', 'uuid']);
const integerKinds: ReadonlySet<string> = new Set(['int32', 'int64']);

/**
 * The type of one column that holds every value of both types without loss: the wider integer or decimal, either text
 * (the newer one's), a struct with the keys of both. Undefined where the types differ in any other way, for instance a
 * whole number and a decimal, which may count in different units: their values need a column each.
 */
export function joinedType(newer: LogicalType, older: LogicalType): LogicalType | undefined {
  if (isSameType(newer, older) || isPairOf(textKinds, newer, older)) return newer;
  if (isPairOf(integerKinds, newer, older)) return newer.kind === 'int64' ? newer : older;
  if (newer.kind === 'decimal' && older.kind === 'decimal') return joinedDecimal(newer, older);
  if (newer.kind === 'struct' && older.kind === 'struct') return joinedStruct(newer.fields, older.fields);
  if (newer.kind === 'list' && older.kind === 'list') {
    const element = joinedType(newer.element, older.element);
    return element && { kind: 'list', element };
  }
  if (newer.kind === 'map' && older.kind === 'map') {
    const value = joinedType(newer.value, older.value);
    return value && { kind: 'map', value };
  }
  return undefined;
}

function isPairOf(kinds: ReadonlySet<string>, a: LogicalType, b: LogicalType): boolean {
  return kinds.has(a.kind) && kinds.has(b.kind);
}

function joinedDecimal(a: LogicalOf<'decimal'>, b: LogicalOf<'decimal'>): LogicalType | undefined {
  const scale = Math.max(a.scale, b.scale);
  const precision = scale + Math.max(a.precision - a.scale, b.precision - b.scale);
  return precision > maxPrecision ? undefined : { kind: 'decimal', precision, scale };
}

/** Keys of the newer struct in their order, then those that only the older one has. A key is known by its old names, too. */
function joinedStruct(newer: readonly Field[], older: readonly Field[]): LogicalType | undefined {
  const fields: Field[] = [];
  const taken = new Set<Field>();
  for (const field of newer) {
    let { type, sensitivity } = field;
    for (const source of keySources(older, field)) {
      const joined = joinedType(type, source.type);
      if (!joined && source.column === field.column) return undefined;
      if (!joined) continue;
      type = joined;
      sensitivity = stricter(sensitivity, source.sensitivity);
      taken.add(source);
    }
    fields.push({ ...field, type, sensitivity });
  }
  return { kind: 'struct', fields: [...fields, ...older.filter((field) => !taken.has(field))] };
}

/** The keys of a struct that carry a field: the one of its name, then those of its old names, newest first. */
function keySources(keys: readonly Field[], { column, renamedFrom }: Field): Field[] {
  const old = renamedFrom.flatMap((alias) => keys.filter(({ name }) => name === alias));
  return [...keys.filter((key) => key.column === column), ...old.filter((key) => key.column !== column)];
}

/**
 * The keys that fill one key of a struct that {@link joinedType} made, of those that the struct at hand has: what stands there under
 * another key of the same struct is left out.
 */
export function keysFor(from: readonly Field[], to: readonly Field[], key: Field): Field[] {
  const others = new Set(to.filter((other) => other !== key).map(({ column }) => column));
  return keySources(from, key).filter(({ column, type }) => !others.has(column) && joinedType(key.type, type));
}

/** Whether some struct's key takes its value from an old name: converting such a value by its keys' names would lose it. */
export function takesOldNames(from: LogicalType, to: LogicalType): boolean {
  if (from.kind === 'list' && to.kind === 'list') return takesOldNames(from.element, to.element);
  if (from.kind === 'map' && to.kind === 'map') return takesOldNames(from.value, to.value);
  if (from.kind !== 'struct' || to.kind !== 'struct') return false;
  return to.fields.some((key) =>
    keysFor(from.fields, to.fields, key).some((one) => one.column !== key.column || takesOldNames(one.type, key.type)),
  );
}

/** Whether values have to be converted to a type that {@link joinedType} made of theirs. Texts of any length never are. */
export function needsCast(from: LogicalType, to: LogicalType): boolean {
  if (from.kind === 'list' && to.kind === 'list') return needsCast(from.element, to.element);
  if (from.kind === 'map' && to.kind === 'map') return needsCast(from.value, to.value);
  if (from.kind === 'struct' && to.kind === 'struct') return !areSameKeys(from.fields, to.fields);
  return !isSameType(from, to) && !isPairOf(textKinds, from, to);
}

function areSameKeys(from: readonly Field[], to: readonly Field[]): boolean {
  return (
    from.length === to.length &&
    from.every((field, at) => {
      const wanted = to[at];
      return wanted?.column === field.column && !needsCast(field.type, wanted.type);
    })
  );
}
