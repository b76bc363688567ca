import { defineEvent, type EventDefinition, type FieldSchema, Json, type Sensitivity, Type } from '@sluice/contract';
import type { Random } from '../validators/random.js';

/** Versions of each event; marks are drawn anew for each of them. */
export const versions = ['1.0', '1.1', '2.0'] as const;

/** How far a value leads to a person, as it shows in the value itself. */
export type Level = 'open' | 'pseu' | 'pers';

/** A place of an event: what stands there and what each version says of it. Made without any code of the product. */
export interface ValuePlace {
  readonly kind: 'text' | 'number' | 'json' | 'struct' | 'list' | 'map';
  /** Name in each version, where it is a field or key. */
  readonly names: readonly string[];
  readonly marks: readonly (Sensitivity | undefined)[];
  /** Keys of a struct, or the one element or value. */
  readonly inner: readonly ValuePlace[];
}

/** An event and its places. */
export interface RandomEvent {
  readonly name: string;
  readonly places: readonly ValuePlace[];
}

const marks: readonly (Sensitivity | undefined)[] = [
  ...[undefined, undefined, undefined, undefined, undefined, undefined],
  ...(['public', 'internal', 'pseudonymous', 'personal', 'secret'] as const),
];

function randomPlace(random: Random, name: string, depth: number): ValuePlace {
  const leaves = ['text', 'text', 'number', 'json'] as const;
  const kind = random.pick(depth < 3 ? ([...leaves, 'struct', 'struct', 'list', 'list', 'map'] as const) : leaves);
  const renamed = random.oneIn(3) ? `${name}New` : name;
  const count = kind === 'struct' ? 1 + random.below(3) : kind === 'list' || kind === 'map' ? 1 : 0;
  const inner = Array.from({ length: count }, (_, at) => randomPlace(random, `key${'abc'[at]}`, depth + 1));
  return { kind, names: [name, renamed, renamed], marks: versions.map(() => random.pick(marks)), inner };
}

/** An event with fields of every shape, renamed and marked at random. */
export function randomEvent(random: Random, name: string): RandomEvent {
  return { name, places: [...'abcd'].map((letter) => randomPlace(random, `field${letter}`, 0)) };
}

const order: readonly Level[] = ['open', 'pseu', 'pers'];

/** The level that the marks of all versions give to one place. */
function ownLevel({ marks: said }: ValuePlace): Level {
  if (said.includes('personal') || said.includes('secret')) return 'pers';
  return said.includes('pseudonymous') ? 'pseu' : 'open';
}

/** The higher of two levels. */
function higher(a: Level, b: Level): Level {
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}

/** The level of a place as it is stored: a list and a map in one piece with what they hold, up to the next struct. */
export function levelOf(place: ValuePlace, around: Level): Level {
  const own = higher(ownLevel(place), around);
  const [element] = place.inner;
  return element && place.kind !== 'struct' ? levelOf(element, own) : own;
}

/** The highest level of a place and all that stands inside it. */
export function wholeLevel(place: ValuePlace, around: Level = 'open'): Level {
  const own = levelOf(place, around);
  return place.inner.map((inner) => wholeLevel(inner, own)).reduce(higher, own);
}

function schemaOf(place: ValuePlace, at: number): FieldSchema {
  const { kind, inner } = place;
  const [first = '', second] = place.names;
  const isRenamed = versions[at] === '1.1' && first !== second;
  const sensitivity = place.marks[at];
  const about = {
    description: 'Random.',
    ...(sensitivity && { sensitivity }),
    ...(isRenamed && { renamedFrom: [first] }),
  };
  const [element] = inner;
  if (kind === 'struct') return Type.Object(propertiesOf(inner, at), about);
  if (kind === 'list' && element) return Type.Array(schemaOf(unnamed(element), at), about);
  if (kind === 'map' && element) return Type.Record(Type.String(), schemaOf(unnamed(element), at), about);
  if (kind === 'json') return Json(about);
  return kind === 'number' ? Type.Integer(about) : Type.String({ ...about, maxLength: 200 });
}

function unnamed(place: ValuePlace): ValuePlace {
  return { ...place, names: ['', '', ''] };
}

function propertiesOf(places: readonly ValuePlace[], at: number) {
  return Object.fromEntries(places.map((place) => [place.names[at] ?? '', Type.Optional(schemaOf(place, at))]));
}

/** The definitions of all versions of an event. */
export function definitionsOf({ name, places }: RandomEvent): EventDefinition[] {
  return versions.map((version, at) =>
    defineEvent({ name, version, owner: 'o', description: 'Random.', properties: propertiesOf(places, at) }),
  );
}

/** How the values of an event are written. */
export interface Writing {
  readonly random: Random;
  /** Place in {@link versions}. */
  readonly at: number;
  /** Whether values are of the wrong type. */
  readonly wrong: boolean;
}

const digits: { readonly [L in Level]: number } = { open: 1_110_000_000, pseu: 5_550_000_000, pers: 7_770_000_000 };

function leaf(level: Level, isNumber: boolean, { random }: Writing): string | number {
  return isNumber ? digits[level] + random.below(1_000_000) : `${level}_${random.below(1_000_000)}`;
}

function valueAt(place: ValuePlace, around: Level, writing: Writing): unknown {
  const { random, wrong } = writing;
  const own = levelOf(place, around);
  const [element] = place.inner;
  if (wrong && random.oneIn(8)) return leaf(wholeLevel(place, around), place.kind !== 'number', writing);
  if (place.kind === 'struct') return objectOf(place.inner, own, writing);
  if (place.kind === 'list' && element) return [1, 2].map(() => valueAt(element, own, writing));
  if (place.kind === 'map' && element) {
    return Object.fromEntries([1, 2].map(() => [leaf(own, false, writing), valueAt(element, own, writing)]));
  }
  if (place.kind === 'json') return { free: [leaf(own, random.oneIn(2), writing)] };
  return leaf(own, (place.kind === 'number') !== (wrong && random.oneIn(2)), writing);
}

/** An object with most of its keys, some under their old names, and one that nobody knows: what that holds may be anything. */
function objectOf(places: readonly ValuePlace[], around: Level, writing: Writing): { [name: string]: unknown } {
  const { random } = writing;
  const known = places
    .filter(() => !random.oneIn(6))
    .map((place) => [nameIn(place, writing), valueAt(place, around, writing)]);
  const unknown = random.oneIn(3) ? { unheardOf: [leaf('pers', random.oneIn(2), writing)] } : {};
  return { ...Object.fromEntries(known), ...unknown };
}

function nameIn({ names }: ValuePlace, { random, at }: Writing): string {
  return (versions[at] === '1.1' && random.oneIn(3) ? names[0] : names[at]) ?? '';
}

/** An event as it is sent. */
export function wireOf({ name, places }: RandomEvent, writing: Writing): { [name: string]: unknown } {
  const common = { event: name, version: versions[writing.at], timestamp: 1_714_521_600_000 };
  return { ...objectOf(places, 'open', writing), ...common };
}

/** What no masked place may show: texts and numbers of these levels. */
export function shownOf(text: string, level: Level): readonly string[] {
  const all = { open: /open_\d+|111\d{7}/g, pseu: /pseu_\d+|555\d{7}/g, pers: /pers_\d+|777\d{7}/g };
  return text.match(all[level]) ?? [];
}
