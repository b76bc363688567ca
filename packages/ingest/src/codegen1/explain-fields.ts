import { type Explain, type FaultPath, type Findings, type Key, note, shown } from './faults.js';
import { type ProbedField, probedFields } from './probes.js';
import { CONFLICT, either } from './rename.js';
import { own } from './same.js';
import { show } from './show.js';
import { didYouMean, nearest } from './suggest.js';
import type { ValueNode } from './table.js';
import type { JsonObject } from './types.js';

/** Explains a value that a quick look has found wrong or could not judge. */
type ExplainNode = (node: ValueNode, value: unknown, place: FaultPath | undefined, key: Key, found: Findings) => void;

/** Adds what is wrong with the fields of an object. */
export function explainFields(
  node: ValueNode,
  object: JsonObject,
  place: FaultPath | undefined,
  found: Findings,
  explainValue: Explain,
  explainNode: ExplainNode,
): void {
  const { fields, names, isCounted } = probedFields(node);
  if (isCounted) explainSize(node, object, place, found);
  for (const field of fields) {
    if (field.isRenamed) {
      explainRenamed(field, names, object, place, found, explainValue);
      continue;
    }
    const { name } = field;
    const value = field.isInherited ? own(object, name) : object[name];
    if (value === undefined) {
      if (field.required) noteMissing(field, names, object, place, found);
    } else if (!field.probe(value)) explainNode(field.node, value, place, name, found);
  }
  if (node.rest !== undefined) explainRest(node, names, object, place, found, explainValue);
}

/** A field with old names: all that it came under must agree, and what is said of it is said of the first. */
function explainRenamed(
  field: ProbedField,
  names: Names,
  object: JsonObject,
  place: FaultPath | undefined,
  found: Findings,
  explainValue: Explain,
): void {
  const { name, table, required, olds } = field;
  const present = [name, ...olds].filter((key) => Object.hasOwn(object, key));
  const [first, second] = present;
  if (first === undefined) {
    if (required) noteMissing(field, names, object, place, found);
  } else if (present.map((key) => own(object, key)).reduce(either) === CONFLICT) {
    const [current, former] = [first, second as string].map(
      (key) => `${show(key)} (${shown(found, object[key], place, key)})`,
    );
    const message = `${current} and its old name ${former} differ. Send one of them, or the same value.`;
    note(found, 'rename-conflict', message, place, first);
  } else explainValue(table, object[first], place, first, found);
}

/** The names of a node's fields, old ones included. */
type Names = ReadonlySet<string>;

const NONE: readonly string[] = [];

function unknownIn(names: Names, object: JsonObject): readonly string[] {
  for (const key in object) if (!names.has(key)) return Object.keys(object).filter((other) => !names.has(other));
  return NONE;
}

/** A missing field, and the unknown property that was probably meant to be it. */
function noteMissing(
  { name, quoted }: ProbedField,
  names: Names,
  object: JsonObject,
  place: FaultPath | undefined,
  found: Findings,
): void {
  const meant = nearest(name, unknownIn(names, object));
  const hint = meant === undefined ? '' : ` ${show(meant)}: did you mean ${quoted}?`;
  note(found, 'required', `${quoted} is missing.${hint}`, place, name);
}

function explainRest(
  node: ValueNode,
  names: Names,
  object: JsonObject,
  place: FaultPath | undefined,
  found: Findings,
  explainValue: Explain,
): void {
  const { rest = 'none' } = node;
  for (const key of unknownIn(names, object)) {
    if (rest !== 'none') explainValue(rest, object[key], place, key, found);
    else {
      const message = `${show(key)} is not allowed here.${didYouMean(key, [...names])}`;
      note(found, 'unknown-property', message, place, key);
    }
  }
}

function explainSize(node: ValueNode, object: JsonObject, place: FaultPath | undefined, found: Findings): void {
  const { minProperties = 0, maxProperties = Infinity } = node;
  const { length } = Object.keys(object);
  const add = (code: string, message: string) => note(found, code, message, place, undefined);
  if (length < minProperties) add('min-properties', `Must have at least ${minProperties} entries, found ${length}.`);
  if (length > maxProperties) add('max-properties', `Must have at most ${maxProperties} entries, found ${length}.`);
}
