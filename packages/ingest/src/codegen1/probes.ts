import type { Matcher } from './automaton.js';
import { FORMATS } from './formats.js';
import { decimalNumber, decimalText, id64 } from './numbers.js';
import { matcherOf } from './patterns.js';
import { show } from './show.js';
import { STANDARD_CHECKS } from './standard-checks.js';
import { constraints, type FieldRow, type TableNode, type ValueNode } from './table.js';
import { sized } from './text.js';

/** A quick look at a value: true where nothing is wrong with it; false where the explainer has to look. */
type Probe = (value: unknown) => boolean;

/** A field as the explainer goes through it. */
export interface ProbedField {
  readonly name: string;
  readonly table: TableNode;
  readonly required: boolean;
  readonly olds: readonly string[];
  readonly probe: Probe;
  /** The constraints of the table. */
  readonly node: ValueNode;
  /** Every object inherits something under the name: only what it has of its own counts. */
  readonly isInherited: boolean;
  /** Whether it has old names. */
  readonly isRenamed: boolean;
  /** The name as a message shows it. */
  readonly quoted: string;
}

/** The fields of an object as the explainer goes through them, and all their names, old ones included. */
export interface ProbedFields {
  readonly fields: readonly ProbedField[];
  readonly names: ReadonlySet<string>;
  /** Whether their number is bounded. */
  readonly isCounted: boolean;
}

const prepared = new WeakMap<ValueNode, ProbedFields>();

/** The fields of a node with their probes, made once for each. */
export function probedFields(node: ValueNode): ProbedFields {
  const known = prepared.get(node);
  if (known !== undefined) return known;
  const fields = (node.fields ?? []).map(probed);
  const names = new Set(fields.flatMap(({ name, olds }) => [name, ...olds]));
  const made = { fields, names, isCounted: node.minProperties !== undefined || node.maxProperties !== undefined };
  prepared.set(node, made);
  return made;
}

function probed([name, table, required = 0, ...olds]: FieldRow): ProbedField {
  return {
    name,
    table,
    required: required === 1,
    olds,
    probe: probeOf(table),
    node: constraints(table),
    isInherited: name in Object.prototype,
    isRenamed: olds.length > 0,
    quoted: show(name),
  };
}

const look: Probe = () => false;

function probeOf(table: TableNode): Probe {
  if (typeof table === 'string') return STANDARD_CHECKS[table];
  if (typeof table === 'number') return (value) => sized(value, 0, table);
  const types = [table.type ?? []].flat();
  const scalar =
    types.length > 0 && types.every((type) => type === 'string' || type === 'number' || type === 'integer');
  if (!scalar || table.also) return look;
  const text = types.includes('string') ? every<string>(textProbes(table)) : look;
  const number = types.some((type) => type !== 'string') ? every<number>(numberProbes(table, types)) : look;
  return (value) =>
    typeof value === 'string' ? text(value) : typeof value === 'number' && (number as typeof look)(value);
}

function every<T>(probes: readonly ((value: T) => boolean)[]): (value: T) => boolean {
  const [first, ...others] = probes;
  if (!first) return () => true;
  if (others.length === 0) return first;
  const rest = every(others);
  return (value) => first(value) && rest(value);
}

type TextProbe = (text: string) => boolean;

function textProbe(matcher: Matcher): TextProbe {
  return (text) => matcher.test(text);
}

function textProbes(node: ValueNode): TextProbe[] {
  const { enum: values, minLength, maxLength, decimal, int64, pattern, format } = node;
  return [
    ...(values ? [(text: string) => values.includes(text)] : []),
    ...(minLength === undefined && maxLength === undefined
      ? []
      : [(text: string) => sized(text, minLength ?? 0, maxLength ?? Infinity)]),
    ...(decimal ? [(text: string) => decimalText(text, decimal[0], decimal[1])] : []),
    ...(int64 ? [id64] : []),
    ...(pattern === undefined ? [] : [textProbe(matcherOf(node))]),
    ...(format === undefined ? [] : [FORMATS[format as keyof typeof FORMATS] ?? look]),
  ];
}

type NumberProbe = (value: number) => boolean;

function numberProbes(node: ValueNode, types: readonly string[]): NumberProbe[] {
  const { decimal, enum: values } = node;
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum, exclusiveMaximum } = node;
  if (values || node.multipleOf !== undefined || (decimal && node.pattern !== undefined)) return [look];
  return [
    types.includes('number') ? Number.isFinite : Number.isInteger,
    ...(minimum === -Infinity && maximum === Infinity ? [] : [(value: number) => value >= minimum && value <= maximum]),
    ...(exclusiveMinimum === undefined ? [] : [(value: number) => value > exclusiveMinimum]),
    ...(exclusiveMaximum === undefined ? [] : [(value: number) => value < exclusiveMaximum]),
    ...(decimal ? [(value: number) => decimalNumber(value, decimal[0], decimal[1])] : []),
  ];
}
