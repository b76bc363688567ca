import type { JsonObject, JsonSchema, JsonValue } from '@sluice/contract';
import type { Change, ChangeKind, ChangeOf } from '../changes/change.js';
import type { Path } from '../changes/path.js';
import { propertyOf } from '../changes/schema.js';
import { type SampleSize, sampleOf, valuesOf } from '../samples/sample.js';
import { asObject, sampleAt, schemaAt } from './sample-at.js';

/** A value to put somewhere into a sample of the older version. */
interface Plant {
  readonly path: Path;
  readonly value: JsonValue;
}

const sizes: readonly SampleSize[] = ['smallest', 'fullest'];

/** Where each kind of change could show; empty where no event of the older version can be refused because of it. */
const plants: { readonly [K in ChangeKind]: (change: ChangeOf<K>, before: JsonSchema) => Plant[] } = {
  'field-added': ({ path }, before) => withFields(before, path, (name) => ({ [name]: undefined })),
  'field-removed': ({ path, before }) => plain(path, valuesOf(before)),
  'field-renamed': () => [],
  'field-replaced': ({ path, before }) => plain(path, valuesOf(before)),
  'field-made-required': ({ path }, before) => withFields(before, path, (name) => ({ [name]: undefined })),
  'field-made-optional': () => [],
  'type-changed': ({ path, before, after }) => plain(path, valuesOf(before, after)),
  'enum-value-added': () => [],
  'enum-value-removed': ({ path, values }) => plain(path, values),
  'bound-tightened': ({ path, before, after }) => plain(path, valuesOf(before, after)),
  'bound-loosened': () => [],
  'keyword-changed': ({ path, before, after }) => plain(path, [...valuesOf(before, after), ...valuesOf(after, before)]),
  'alias-added': ({ path, alias, before }, root) => bothNames(root, path, alias, before),
  'alias-removed': ({ path, alias, before }, root) =>
    withFields(root, path, (name) => ({ [name]: undefined, [alias]: sampleOf(before) })),
  'default-changed': () => [],
  'column-changed': () => [],
};

/**
 * Events of the older version that may show a change: the shortest values first, each in the smallest event and then in
 * the fullest. Nothing is promised of them. Made one by one, since the first is often enough.
 */
export function* candidates(change: Change, before: JsonSchema): Generator<JsonValue> {
  const found = (plants[change.kind] as (change: Change, before: JsonSchema) => Plant[])(change, before);
  const unique = new Map(found.map((plant) => [JSON.stringify(plant.value), plant]));
  const ordered = [...unique].sort(([a], [b]) => a.length - b.length);
  for (const [, { path, value }] of ordered) yield* planted(before, path, value);
}

/** The value at its place in the smallest event of the older version, and in the fullest. */
export function* planted(before: JsonSchema, path: Path, value: JsonValue): Generator<JsonValue> {
  for (const size of sizes) yield sampleAt(before, path, value, size);
}

function plain(path: Path, values: readonly JsonValue[]): Plant[] {
  return values.map((value) => ({ path, value }));
}

type Fields = { readonly [name: string]: JsonValue | undefined };

/** Changes fields of the object that the last step of the path stands in; undefined takes a field out. */
function withFields(root: JsonSchema, path: Path, fieldsFor: (name: string) => Fields): Plant[] {
  const [parent, step] = [path.slice(0, -1), path.at(-1)];
  if (step?.kind !== 'property') return [];
  return sizes.map((size) => {
    const object: JsonObject = { ...asObject(sampleOf(schemaAt(root, parent), size)) };
    for (const [name, value] of Object.entries(fieldsFor(step.was ?? step.name))) {
      if (value === undefined) delete object[name];
      else object[name] = value;
    }
    return { path: parent, value: object };
  });
}

function bothNames(root: JsonSchema, path: Path, alias: string, own: JsonSchema): Plant[] {
  const other = propertyOf(schemaAt(root, path.slice(0, -1)), alias);
  const pairs = valuesOf(other ?? {}).flatMap((one) => valuesOf(own).map((two) => [one, two] as const));
  const [one, two] = pairs.find(([left, right]) => JSON.stringify(left) !== JSON.stringify(right)) ?? [null, null];
  return other ? withFields(root, path, (name) => ({ [alias]: one, [name]: two })) : [];
}
