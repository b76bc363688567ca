import type { Digits } from './digits.js';
import { ajvErrors } from './explain-ajv.js';
import { explainFields } from './explain-fields.js';
import { explainList } from './explain-list.js';
import { explainNumber } from './explain-numbers.js';
import { explainText } from './explain-texts.js';
import { addAll, type FaultPath, type Findings, type Key, note, pathOf, placeOf, shown } from './faults.js';
import { among, obj } from './same.js';
import { cut, show } from './show.js';
import { STANDARD_CHECKS } from './standard-checks.js';
import { didYouMean } from './suggest.js';
import { constraints, type TableNode, type ValueNode } from './table.js';
import { sized } from './text.js';
import type { EventError } from './types.js';

const TYPES: { readonly [type: string]: (value: unknown) => boolean } = {
  boolean: (value) => typeof value === 'boolean',
  array: Array.isArray,
  null: (value) => value === null,
};

const ARTICLES: { readonly [type: string]: string } = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

/**
 * Everything that keeps an event from passing the check made from the same table: at least one error exactly then. Of more than a
 * thousand the last says how many are left out. Numbers are shown as they were sent where `digits` are given.
 */
export function explain(table: TableNode, event: unknown, digits?: Digits): EventError[] {
  const found: Findings = { errors: [], untold: 0, digits };
  explainValue(table, event, undefined, undefined, found);
  const { errors, untold } = found;
  if (untold > 0) errors.push({ code: 'more-errors', path: '', message: `There are ${untold} more errors.` });
  return errors;
}

/** Adds what is wrong with one value and with what it holds; most values are right, and are left at once. */
function explainValue(table: TableNode, value: unknown, place: FaultPath | undefined, key: Key, found: Findings): void {
  if (typeof table === 'string' ? STANDARD_CHECKS[table](value) : typeof table === 'number' && sized(value, 0, table))
    return;
  explainNode(constraints(table), value, place, key, found);
}

function explainNode(node: ValueNode, value: unknown, place: FaultPath | undefined, key: Key, found: Findings): void {
  if (!hasType(node, value)) {
    noteType(node, value, place, key, found);
    return;
  }
  if (node.enum && !among(value, node.enum)) noteEnum(node.enum, value, place, key, found);
  if (typeof value === 'string') explainText(node, value, place, key, found);
  else if (typeof value === 'number') explainNumber(node, value, place, key, found);
  if (node.also) addAll(found, ajvErrors(node.also, value, pathOf(place, key), found.digits));
  if (typeof value !== 'object' || value === null) return;
  const inner = placeOf(place, key);
  if (Array.isArray(value)) explainList(node, value, inner, found, explainValue);
  else explainFields(node, value as { [key: string]: unknown }, inner, found, explainValue, explainNode);
}

function hasType({ type }: ValueNode, value: unknown): boolean {
  if (type === undefined) return true;
  if (typeof type === 'string') return isOf(type, value);
  for (const one of type) if (isOf(one, value)) return true;
  return false;
}

/** The scalar types first, without a look-up. */
function isOf(type: string, value: unknown): boolean {
  if (type === 'string') return typeof value === 'string';
  if (type === 'number') return Number.isFinite(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return obj(value);
  return TYPES[type]?.(value) === true;
}

function noteType(
  { type = '' }: ValueNode,
  value: unknown,
  place: FaultPath | undefined,
  key: Key,
  found: Findings,
): void {
  if (typeof value === 'number' && !Number.isFinite(value) && /number|integer/.test(String(type))) {
    const sent = found.digits?.(pathOf(place, key));
    const number = sent === undefined ? 'The number' : `The number ${cut(sent)}`;
    note(found, 'number-range', `${number} is larger than a double can hold. Send it as a string.`, place, key);
    return;
  }
  const wanted = typeof type === 'string' ? ARTICLES[type] : type.map((name) => ARTICLES[name] ?? name).join(' or ');
  const what = typeof value === 'string' ? `the string ${show(value)}` : shown(found, value, place, key);
  note(found, 'type', `Must be ${wanted}, found ${what}.`, place, key);
}

function noteEnum(
  values: readonly unknown[],
  value: unknown,
  place: FaultPath | undefined,
  key: Key,
  found: Findings,
): void {
  const allowed = values.slice(0, 20).map(show).join(', ');
  const hint = typeof value === 'string' ? didYouMean(value, values.filter(isString)) : '';
  const message = `Must be one of ${allowed}${values.length > 20 ? ', …' : ''}, found ${shown(found, value, place, key)}.${hint}`;
  note(found, 'enum', message, place, key);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}
