import { type EventVersion, type Field, haveOldNames, type LogicalType } from '@sluice/contract';
import { element, type Path, property, value } from '../changes/path.js';
import { typeName } from '../changes/type-name.js';
import type { FieldAliasConflict } from './contract-change.js';
import { readAsOne } from './read-as-one.js';

type Found = Pick<FieldAliasConflict, 'conflict' | 'path' | 'alias' | 'other'>;

/** One struct (or the event) as it is and as it was, newest first. */
interface Level {
  readonly fields: readonly Field[];
  readonly history: readonly (readonly Field[])[];
  readonly path: Path;
}

/**
 * What is wrong with the old names that the fields of a version claim, at any depth, and was not wrong before it.
 * `earlier`: the versions whose renames still count, oldest first.
 */
export function fieldAliasConflicts(version: EventVersion, earlier: readonly EventVersion[]): FieldAliasConflict[] {
  if (![version, ...earlier].some(({ fields }) => haveOldNames(fields))) return [];
  const known = new Set(conflictsAt(earlier.at(-1), earlier.slice(0, -1)).map(keyOf));
  return conflictsAt(version, earlier)
    .filter((found) => !known.has(keyOf(found)))
    .map((found) => ({ kind: 'field-alias-conflict', event: version.event, after: version, ...found }));
}

function keyOf({ conflict, path, alias, other }: Found): string {
  return JSON.stringify([conflict, path, alias, other]);
}

function conflictsAt(version: EventVersion | undefined, earlier: readonly EventVersion[]): Found[] {
  const history = earlier.map(({ fields }) => fields).reverse();
  return version ? conflictsIn({ fields: version.fields, history, path: [] }) : [];
}

function conflictsIn(level: Level): Found[] {
  const claims = level.fields.map((field) => ({ field, names: namesOf(field, level) }));
  return claims.flatMap(({ field, names }, at) => [
    ...reused(field, names, level),
    ...claimedTwice(field, names, claims.slice(0, at), level),
    ...leadingBack(field, names, level),
    ...retyped(field, level),
    ...below(field.type, ancestors(names, level), [...level.path, property(field.name)]),
  ]);
}

/** A field's name, its old names and theirs, over all versions. */
function namesOf({ name }: Field, { fields, history }: Level): string[] {
  const names = [name];
  for (const current of names) {
    for (const siblings of [fields, ...history]) {
      const aliases = siblings.find((other) => other.name === current)?.renamedFrom ?? [];
      names.push(...aliases.filter((alias) => !names.includes(alias)));
    }
  }
  return names;
}

function found(conflict: Found['conflict'], field: Field, { path }: Level, alias: string, other: string): Found {
  return { conflict, path: [...path, property(field.name)], alias, other };
}

/** An old name under which a field of its own lives. */
function reused(field: Field, [, ...aliases]: readonly string[], level: Level): Found[] {
  const live = aliases.filter((alias) => level.fields.some(({ name }) => name === alias));
  return live.map((alias) => found('reused', field, level, alias, alias));
}

interface Claim {
  readonly field: Field;
  readonly names: readonly string[];
}

function claimedTwice(
  field: Field,
  [, ...aliases]: readonly string[],
  others: readonly Claim[],
  level: Level,
): Found[] {
  return others.flatMap((other) => {
    const shared = aliases.find(
      (alias) => other.names.slice(1).includes(alias) && !level.fields.some(({ name }) => name === alias),
    );
    return shared === undefined ? [] : [found('claimed-twice', field, level, shared, other.field.name)];
  });
}

/** An old name that was once a newer name of the field's own. */
function leadingBack(field: Field, [name, ...aliases]: readonly string[], level: Level): Found[] {
  const back = aliases.find((alias) =>
    level.history.some((siblings) =>
      siblings.some((other) => other.name === alias && other.renamedFrom.includes(name ?? '')),
    ),
  );
  return back === undefined ? [] : [found('leads-back', field, level, back, field.name)];
}

/** An old name that the version before does not have any more, so that no comparison with it shows the type. */
function retyped(field: Field, level: Level): Found[] {
  const [previous = [], ...older] = level.history;
  return field.renamedFrom.flatMap((alias) => {
    const isNew = !previous.some(({ name }) => name === field.name || name === alias);
    const was = isNew ? older.flat().find(({ name }) => name === alias) : undefined;
    return !was || readAsOne(was.type, field.type)
      ? []
      : [found('type-changed', field, level, alias, typeName(was.schema))];
  });
}

function ancestors(names: readonly string[], { history }: Level): (LogicalType | undefined)[] {
  return history.map((siblings) => siblings.find(({ name }) => names.includes(name))?.type);
}

/** Structs also stand in lists and maps. */
function below(type: LogicalType, history: readonly (LogicalType | undefined)[], path: Path): Found[] {
  if (type.kind === 'struct') {
    const structs = history.flatMap((other) => (other?.kind === 'struct' ? [other.fields] : []));
    return conflictsIn({ fields: type.fields, history: structs, path });
  }
  if (type.kind === 'list') {
    const inner = history.map((other) => (other?.kind === 'list' ? other.element : undefined));
    return below(type.element, inner, [...path, element]);
  }
  if (type.kind === 'map') {
    const inner = history.map((other) => (other?.kind === 'map' ? other.value : undefined));
    return below(type.value, inner, [...path, value]);
  }
  return [];
}
