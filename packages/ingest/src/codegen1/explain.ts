import { ajvErrors } from './explain-ajv.js';
import { explainFields } from './explain-fields.js';
import { explainList } from './explain-list.js';
import { numberFaults, stringFaults } from './explain-scalars.js';
import type { Fault } from './faults.js';
import { among, obj } from './same.js';
import { below, show } from './show.js';
import { didYouMean } from './suggest.js';
import { constraints, type TableNode, type ValueNode } from './table.js';
import type { EventError } from './types.js';

const TYPES: { readonly [type: string]: (value: unknown) => boolean } = {
  string: (value) => typeof value === 'string',
  number: (value) => Number.isFinite(value),
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  object: obj,
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

/** Everything that keeps an event from passing the check made from the same table: at least one error exactly then. */
export function explain(table: TableNode, event: unknown): EventError[] {
  const errors: EventError[] = [];
  explainValue(table, event, '', errors);
  return errors;
}

/** Adds what is wrong with one value and with what it holds. */
export function explainValue(table: TableNode, value: unknown, path: string, errors: EventError[]): void {
  const node = constraints(table);
  const faults = [...typeFaults(node, value)];
  if (faults.length === 0) faults.push(...enumFaults(node, value), ...scalarFaults(node, value));
  errors.push(
    ...faults.map(({ code, message, at }) => ({ code, path: at === undefined ? path : below(path, at), message })),
  );
  if (node.also) errors.push(...ajvErrors(node.also, value, path));
  if (faults.some(({ code }) => code === 'type')) return;
  if (Array.isArray(value)) explainList(node, value, path, errors, explainValue);
  else if (obj(value)) explainFields(node, value, path, errors, explainValue);
}

function typeFaults({ type }: ValueNode, value: unknown): Fault[] {
  if (type === undefined) return [];
  const types = typeof type === 'string' ? [type] : type;
  if (types.some((name) => TYPES[name]?.(value))) return [];
  if (typeof value === 'number' && !Number.isFinite(value) && types.some((name) => /^(number|integer)$/.test(name))) {
    return [{ code: 'number-range', message: 'The number is larger than a double can hold. Send it as a string.' }];
  }
  const wanted = types.map((name) => ARTICLES[name] ?? name).join(' or ');
  return [{ code: 'type', message: `Must be ${wanted}, found ${found(value)}.` }];
}

function found(value: unknown): string {
  return typeof value === 'string' ? `the string ${show(value)}` : show(value);
}

function enumFaults({ enum: values }: ValueNode, value: unknown): Fault[] {
  if (!values || among(value, values)) return [];
  const allowed = values.slice(0, 20).map(show).join(', ');
  const hint = typeof value === 'string' ? didYouMean(value, values.filter(isString)) : '';
  const message = `Must be one of ${allowed}${values.length > 20 ? ', …' : ''}, found ${show(value)}.${hint}`;
  return [{ code: 'enum', message }];
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function scalarFaults(node: ValueNode, value: unknown): Fault[] {
  if (typeof value === 'string') return stringFaults(node, value);
  return typeof value === 'number' ? numberFaults(node, value) : [];
}
