import type { EventFamily, EventVersion, Field, LogicalType } from '@sluice/contract';
import { stricter } from '../sensitivity.js';
import { joinedType } from './joined-type.js';

/** Wire name → its old names, newest first, followed over every version. */
export type Aliases = (name: string) => readonly string[];

/**
 * Renames between fields that stand side by side, over all versions of them, newest first. A name that the newest version uses again is
 * no alias.
 */
export function aliasesAmong(versions: readonly (readonly Field[])[]): Aliases {
  const renamed = versions.flat().filter(({ renamedFrom }) => renamedFrom.length > 0);
  if (renamed.length === 0) return () => [];
  const inUse = new Set(versions[0]?.map(({ name }) => name));
  return (name) => {
    const names = [name];
    for (const current of names) {
      const older = renamed.filter((field) => field.name === current).flatMap((field) => field.renamedFrom);
      names.push(...new Set(older.filter((alias) => !names.includes(alias) && !inUse.has(alias))));
    }
    return names.slice(1);
  };
}

/** The fields of every version of these events, newest version of the first event first, each with the newest envelopes behind. */
export function fieldHistory(families: readonly EventFamily[], envelopes: readonly EventVersion[]): Field[][] {
  const common = envelopes.toReversed();
  const own = families.flatMap(({ versions }) => versions.toReversed());
  const [newest, ...older] = own.map(({ fields }) => [...fields]);
  const [envelope, ...before] = common.map(({ fields }) => [...fields]);
  return [[...(newest ?? []), ...(envelope ?? [])], ...older, ...before];
}

/**
 * A type with every key of its structs, at any depth, under its newest name only, which knows its old names. `history`: the fields that
 * stood beside this one in every version, newest first; `names`: this field's names, newest first.
 */
export function canonicalType(
  type: LogicalType,
  names: readonly string[],
  history: readonly (readonly Field[])[],
): LogicalType {
  if (type.kind !== 'struct' && type.kind !== 'list' && type.kind !== 'map') return type;
  return canonical(
    type,
    history.flatMap((fields) => fields.filter(({ name }) => names.includes(name)).map((field) => field.type)),
  );
}

function canonical(type: LogicalType, history: readonly LogicalType[]): LogicalType {
  if (type.kind === 'list') {
    const elements = history.flatMap((one) => (one.kind === 'list' ? [one.element] : []));
    return { kind: 'list', element: canonical(type.element, elements) };
  }
  if (type.kind === 'map') {
    const values = history.flatMap((one) => (one.kind === 'map' ? [one.value] : []));
    return { kind: 'map', value: canonical(type.value, values) };
  }
  if (type.kind !== 'struct') return type;
  const versions = history.flatMap((one) => (one.kind === 'struct' ? [one.fields] : []));
  return { kind: 'struct', fields: canonicalKeys(type.fields, versions) };
}

/** Keys that another one replaced come into that one where its type can hold them; else they stay as they are. */
function canonicalKeys(fields: readonly Field[], versions: readonly (readonly Field[])[]): Field[] {
  const aliases = aliasesAmong(versions);
  const isOld = ({ name }: Field) => fields.some((other) => aliases(other.name).includes(name));
  const keys: Field[] = [];
  for (const field of [...fields.filter((one) => !isOld(one)), ...fields.filter(isOld)]) {
    const renamedFrom = aliases(field.name);
    const type = canonicalType(field.type, [field.name, ...renamedFrom], versions);
    const at = keys.findIndex((key) => key.renamedFrom.includes(field.name));
    const newer = keys[at];
    const joined = newer && joinedType(newer.type, type);
    if (!newer || !joined) keys.push({ ...field, renamedFrom, type });
    else keys[at] = { ...newer, type: joined, sensitivity: stricter(newer.sensitivity, field.sensitivity) };
  }
  return keys;
}
