import type { Matcher } from './automaton.js';

/**
 * What may stand in one place of an event: a name from {@link STANDARD}, the greatest length of a string, or constraints
 * with the meaning JSON Schema gives them. Generated code carries it as data, for explanations and for what no version
 * knew.
 */
export type TableNode = keyof typeof STANDARD | number | ValueNode;

/** One field of a struct: wire name, value, 1 where it is required (0 or nothing where not), old names, newest first. */
export type FieldRow = readonly [name: string, node: TableNode, required?: 0 | 1, ...olds: string[]];

/** Constraints on a value; those on one JSON type say nothing about values of another. */
export interface ValueNode {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  /** Digits before the point and behind it that a decimal may have, whether it comes as number or string. */
  readonly decimal?: readonly [whole: number, scale: number];
  /** The string is an integer within the signed 64-bit range. */
  readonly int64?: 1;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Regular expression with flag u; a decimal that comes as a number must match it as `String` writes it. */
  readonly pattern?: string;
  /** Matches the pattern where `RegExp` could take long. */
  readonly matcher?: Matcher;
  readonly format?: string;
  readonly fields?: readonly FieldRow[];
  /** What other fields may hold; `none`: there may be no others. */
  readonly rest?: 'none' | TableNode;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: TableNode;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly unique?: 1;
  /** The value is stored whole, as JSON text: nothing in it is unknown. */
  readonly json?: 1;
  /** A check that Ajv wrote, for keywords that have no constraint here. */
  readonly also?: AjvFunction;
}

/** A check as Ajv writes it: what its last call found stands in `errors`. */
export interface AjvFunction {
  (value: unknown): boolean;
  errors?: readonly AjvError[] | null;
}

/** One error of Ajv: `instancePath` is the JSON pointer of the value. */
export interface AjvError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message?: string;
  readonly params: { readonly missingProperty?: string; readonly additionalProperty?: string };
}

/** The values that most fields hold, under the names of the functions that check them. */
export const STANDARD = {
  any: {},
  bool: { type: 'boolean' },
  int: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  long: { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
  id64: { type: 'string', int64: 1 },
  double: { type: 'number' },
  text: { type: 'string' },
  uuid: { type: 'string', format: 'uuid' },
  date: { type: 'string', format: 'date' },
  instant: { type: 'string', format: 'date-time' },
  millis: { type: 'integer', minimum: 0, maximum: 253_402_300_799_999 },
} as const satisfies { [name: string]: ValueNode };

/** The constraints of a node. */
export function constraints(node: TableNode): ValueNode {
  if (typeof node === 'number') return { type: 'string', maxLength: node };
  return typeof node === 'string' ? STANDARD[node] : node;
}

/**
 * The table of an event, whose fields are put together when they are first asked for: a function that starts has no time for
 * what only a failure needs.
 */
export function table(fieldsOf: () => readonly FieldRow[], rest?: 'none'): ValueNode {
  let rows: readonly FieldRow[] | undefined;
  return {
    type: 'object',
    get fields() {
      rows ??= fieldsOf();
      return rows;
    },
    ...(rest && { rest }),
  };
}

/** The same fields with the named ones required: an event may ask for more than its envelope does. */
export function need(rows: readonly FieldRow[], names: readonly string[]): readonly FieldRow[] {
  return rows.map(([name, node, required = 0, ...olds]) => [name, node, names.includes(name) ? 1 : required, ...olds]);
}
