import { type Explain, type Findings, note, type Place, shown } from './faults.js';
import { type ProbedField, probedFields } from './probes.js';
import { CONFLICT, either } from './rename.js';
import { own } from './same.js';
import { show } from './show.js';
import { didYouMean, nearest } from './suggest.js';
import type { ValueNode } from './table.js';
import type { JsonObject } from './types.js';

/** An own property: what JSON has no value for, and `__proto__`, may be inherited and is looked at closely. */
function ownValue(object: JsonObject, name: string): unknown {
  const value = object[name];
  return typeof value === 'function' || name === '__proto__' ? own(object, name) : value;
}

/** Adds what is wrong with the fields of an object. */
export function explainFields(
  node: ValueNode,
  object: JsonObject,
  place: Place | undefined,
  found: Findings,
  explainValue: Explain,
): void {
  explainSize(node, object, place, found);
  for (const field of probedFields(node)) {
    const { name, olds } = field;
    const value = ownValue(object, name);
    if (olds.length > 0) explainRenamed(field, node, object, place, found, explainValue);
    else if (value === undefined) {
      if (field.required) noteMissing(name, node, object, place, found);
    } else if (!field.probe(value)) explainValue(field.table, value, place, name, found);
  }
  if (node.rest !== undefined) explainRest(node, object, place, found, explainValue);
}

/** A field with old names: all that it came under must agree, and what is said of it is said of the first. */
function explainRenamed(
  { name, table, required, olds }: ProbedField,
  node: ValueNode,
  object: JsonObject,
  place: Place | undefined,
  found: Findings,
  explainValue: Explain,
): void {
  const present = [name, ...olds].filter((key) => Object.hasOwn(object, key));
  const [first, second] = present;
  if (first === undefined) {
    if (required) noteMissing(name, node, object, place, found);
  } else if (present.map((key) => own(object, key)).reduce(either) === CONFLICT) {
    const [current, former] = [first, second as string].map(
      (key) => `${show(key)} (${shown(found, object[key], place, key)})`,
    );
    const message = `${current} and its old name ${former} differ. Send one of them, or the same value.`;
    note(found, 'rename-conflict', message, place, first);
  } else explainValue(table, object[first], place, first, found);
}

const known = new WeakMap<ValueNode, ReadonlySet<string>>();

/** The names of a node's fields, old ones included. */
function namesOf(node: ValueNode): ReadonlySet<string> {
  const found = known.get(node);
  if (found !== undefined) return found;
  const names = new Set((node.fields ?? []).flatMap(([name, , , ...olds]) => [name, ...olds]));
  known.set(node, names);
  return names;
}

const NONE: readonly string[] = [];

function unknownIn(node: ValueNode, object: JsonObject): readonly string[] {
  const names = namesOf(node);
  const keys = Object.keys(object);
  for (const key of keys) if (!names.has(key)) return keys.filter((other) => !names.has(other));
  return NONE;
}

/** A missing field, and the unknown property that was probably meant to be it. */
function noteMissing(
  name: string,
  node: ValueNode,
  object: JsonObject,
  place: Place | undefined,
  found: Findings,
): void {
  const meant = nearest(name, unknownIn(node, object));
  const hint = meant === undefined ? '' : ` ${show(meant)}: did you mean ${show(name)}?`;
  note(found, 'required', `${show(name)} is missing.${hint}`, place, name);
}

function explainRest(
  node: ValueNode,
  object: JsonObject,
  place: Place | undefined,
  found: Findings,
  explainValue: Explain,
): void {
  const { rest = 'none' } = node;
  for (const key of unknownIn(node, object)) {
    if (rest !== 'none') explainValue(rest, object[key], place, key, found);
    else {
      const message = `${show(key)} is not allowed here.${didYouMean(key, [...namesOf(node)])}`;
      note(found, 'unknown-property', message, place, key);
    }
  }
}

function explainSize(node: ValueNode, object: JsonObject, place: Place | undefined, found: Findings): void {
  const { minProperties = 0, maxProperties = Infinity } = node;
  if (minProperties === 0 && maxProperties === Infinity) return;
  const { length } = Object.keys(object);
  const add = (code: string, message: string) => note(found, code, message, place, undefined);
  if (length < minProperties) add('min-properties', `Must have at least ${minProperties} entries, found ${length}.`);
  if (length > maxProperties) add('max-properties', `Must have at most ${maxProperties} entries, found ${length}.`);
}
