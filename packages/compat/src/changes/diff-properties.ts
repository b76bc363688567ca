import type { JsonSchema } from '@sluice/contract';
import type { Change } from './change.js';
import { type FieldPair, pairFields, replacedFields } from './pair-fields.js';
import { type Path, property } from './path.js';
import { aliasesOf, blockOf, isRequired, propertyOf } from './schema.js';

type DiffAt = (before: JsonSchema, after: JsonSchema, path: Path) => Change[];

interface Objects {
  readonly before: JsonSchema;
  readonly after: JsonSchema;
  readonly path: Path;
  readonly diffAt: DiffAt;
}

/** Differences between the fields of two objects: added, removed, renamed, required, and everything inside them. */
export function diffProperties(before: JsonSchema, after: JsonSchema, path: Path, diffAt: DiffAt): Change[] {
  const objects = { before, after, path, diffAt };
  const pairing = pairFields(before, after);
  const replaced = replacedFields(before, pairing);
  return [
    ...pairing.pairs
      .filter((pair) => !replaced.some((one) => one.pair === pair))
      .flatMap((pair) => diffPair(pair, objects)),
    ...replaced.map(({ from, pair }) => replacement(from, pair, objects)),
    ...pairing.gone.filter((name) => !replaced.some(({ from }) => from === name)).map((name) => removal(name, objects)),
    ...undeclaredRequired(objects),
  ];
}

function diffPair(pair: FieldPair, objects: Objects): Change[] {
  const { name, after, was, before } = pair;
  const required = isRequired(objects.after, name);
  if (was === undefined || !before) return [{ kind: 'field-added', path: at(objects, name), after, required }];
  const path = at(objects, name, was);
  if (was === name && before === after)
    return presence(isRequired(objects.before, was), required, { path, before, after });
  return [
    ...(was === name ? [] : [{ kind: 'field-renamed' as const, from: was, to: name, path, before, after }]),
    ...presence(isRequired(objects.before, was), required, { path, before, after }),
    ...aliasChanges(pair, before, was, objects),
    ...columnChange(pair, before, was, path),
    ...objects.diffAt(before, after, path),
  ];
}

function at({ path }: Objects, name: string, was?: string): Path {
  return [...path, property(name, was)];
}

function presence(was: boolean, is: boolean, pair: { path: Path; before: JsonSchema; after: JsonSchema }): Change[] {
  return was === is ? [] : [{ kind: is ? 'field-made-required' : 'field-made-optional', ...pair }];
}

function aliasChanges({ name, after }: FieldPair, before: JsonSchema, was: string, objects: Objects): Change[] {
  const path = at(objects, name, was);
  const [old, now] = [aliasesOf(before), aliasesOf(after)];
  const removed = old.filter((alias) => alias !== name && !now.includes(alias));
  const added = now.filter((alias) => alias !== was && !old.includes(alias));
  return [
    ...removed.map((alias): Change => ({ kind: 'alias-removed', alias, path, before, after })),
    ...added.map(
      (alias): Change => ({ kind: 'alias-added', alias, taken: isTaken(alias, objects), path, before, after }),
    ),
  ];
}

function isTaken(alias: string, { before }: Objects): boolean {
  return propertyOf(before, alias) !== undefined;
}

/** A renamed field gets a new column by design; the same name in another column is a change nobody can read around. */
function columnChange({ name, after }: FieldPair, before: JsonSchema, was: string, path: Path): Change[] {
  const [old, now] = [blockOf(before).column, blockOf(after).column];
  if (was !== name || old === undefined || now === undefined || old === now) return [];
  return [{ kind: 'column-changed', path, before, after }];
}

function replacement(from: string, { name, after }: FieldPair, objects: Objects): Change {
  const before = propertyOf(objects.before, from) ?? {};
  return { kind: 'field-replaced', from, to: name, path: at(objects, name, from), before, after };
}

function removal(name: string, objects: Objects): Change {
  const before = propertyOf(objects.before, name) ?? {};
  return { kind: 'field-removed', path: at(objects, name), before, required: isRequired(objects.before, name) };
}

/** `required` may name what `properties` does not declare; an event without it is refused all the same. */
function undeclaredRequired(objects: Objects): Change[] {
  const { before, after } = objects;
  return (after.required ?? [])
    .filter((name) => !propertyOf(after, name) && !isRequired(before, name))
    .map((name) => ({
      kind: 'field-made-required',
      path: at(objects, name),
      before: propertyOf(before, name) ?? {},
      after: {},
    }));
}
