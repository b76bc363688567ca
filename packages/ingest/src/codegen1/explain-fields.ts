import type { Explain, Fault } from './faults.js';
import { CONFLICT, either } from './rename.js';
import { own } from './same.js';
import { below, show } from './show.js';
import { didYouMean, nearest } from './suggest.js';
import type { FieldRow, ValueNode } from './table.js';
import type { EventError, JsonObject } from './types.js';

/** Adds what is wrong with the fields of an object. */
export function explainFields(
  node: ValueNode,
  object: JsonObject,
  path: string,
  errors: EventError[],
  explainValue: Explain,
): void {
  const fields = node.fields ?? [];
  const known = new Set(fields.flatMap(([name, , , ...olds]) => [name, ...olds]));
  const unknown = Object.keys(object).filter((key) => !known.has(key));
  const add = ({ code, message, at }: Fault) =>
    errors.push({ code, path: at === undefined ? path : below(path, at), message });
  for (const fault of sizeFaults(node, object)) add(fault);
  for (const row of fields) {
    const fault = fieldFault(row, object, unknown);
    if (fault) add(fault);
    else
      for (const name of present(row, object).slice(0, 1))
        explainValue(row[1], object[name], below(path, name), errors);
  }
  for (const key of unknown) {
    if (node.rest === 'none') add(unknownProperty(key, [...known]));
    else if (node.rest !== undefined) explainValue(node.rest, object[key], below(path, key), errors);
  }
}

/** The names under which a field came, the current one first. */
function present([name, , , ...olds]: FieldRow, object: JsonObject): string[] {
  return [name, ...olds].filter((key) => Object.hasOwn(object, key));
}

function fieldFault(row: FieldRow, object: JsonObject, unknown: readonly string[]): Fault | undefined {
  const [name, , required] = row;
  const names = present(row, object);
  const [first] = names;
  if (first === undefined) {
    if (!required) return undefined;
    return { code: 'required', at: name, message: `${show(name)} is missing.${misspelt(name, unknown)}` };
  }
  if (names.map((key) => own(object, key)).reduce(either) !== CONFLICT) return undefined;
  const [current = first, former] = names.map((key) => `${show(key)} (${show(object[key])})`);
  return {
    code: 'rename-conflict',
    at: first,
    message: `${current} and its old name ${former} differ. Send one of them, or the same value.`,
  };
}

/** The unknown property that was probably meant to be this field. */
function misspelt(name: string, unknown: readonly string[]): string {
  const found = nearest(name, unknown);
  return found === undefined ? '' : ` ${show(found)}: did you mean ${show(name)}?`;
}

function unknownProperty(key: string, known: readonly string[]): Fault {
  return { code: 'unknown-property', at: key, message: `${show(key)} is not allowed here.${didYouMean(key, known)}` };
}

function sizeFaults({ minProperties = 0, maxProperties = Infinity }: ValueNode, object: JsonObject): Fault[] {
  const { length } = Object.keys(object);
  if (length < minProperties) {
    return [{ code: 'min-properties', message: `Must have at least ${minProperties} entries, found ${length}.` }];
  }
  if (length <= maxProperties) return [];
  return [{ code: 'max-properties', message: `Must have at most ${maxProperties} entries, found ${length}.` }];
}
