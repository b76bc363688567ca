import type { Reference } from './module.js';

/** Names of the values that most fields hold; the run time has a check of each name and knows its constraints. */
type StandardName = keyof typeof STANDARD;

/** What may stand in one place of an event, as generated code carries it (`TableNode` of the run time). */
export type TableNode = StandardName | number | ValueNode;

/** One field: wire name, value, 1 where it is required (0 or nothing where not), old names. */
export type FieldRow = readonly [name: string, node: TableNode, required?: 0 | 1, ...olds: string[]];

/** Constraints with the meaning JSON Schema gives them (`ValueNode` of the run time). */
export interface ValueNode {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly decimal?: readonly [whole: number, scale: number];
  readonly int64?: 1;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** What matches the pattern where `RegExp` could take long. */
  readonly matcher?: Reference;
  readonly format?: string;
  readonly fields?: readonly FieldRow[];
  readonly rest?: 'none' | TableNode;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: TableNode;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly unique?: 1;
  /** The value is stored whole, as JSON text: nothing in it is unknown. */
  readonly json?: 1;
  /** A function that asserts the keywords for which there is no constraint here. */
  readonly also?: Reference;
}

/** The same table as `STANDARD` of the run time: a test compares them. */
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

const standards = Object.entries(STANDARD) as [StandardName, ValueNode][];

function equals(standard: ValueNode, node: ValueNode, keys: readonly string[]): boolean {
  if (standard.type !== node.type || Object.keys(standard).length !== keys.length) return false;
  return keys.every((key) => standard[key as keyof ValueNode] === node[key as keyof ValueNode]);
}

/** The name of a standard value, the length of a string that has no other limit, or the node itself. */
export function shortened(node: ValueNode): TableNode {
  const keys = Object.keys(node);
  if (node.type === 'string' && node.maxLength !== undefined && keys.length === 2) return node.maxLength;
  if (keys.length > LONGEST_STANDARD) return node;
  return standards.find(([, standard]) => equals(standard, node, keys))?.[0] ?? node;
}

const LONGEST_STANDARD = Math.max(...standards.map(([, standard]) => Object.keys(standard).length));

/** The constraints of a node. */
export function constraintsOf(node: TableNode): ValueNode {
  if (typeof node === 'number') return { type: 'string', maxLength: node };
  return typeof node === 'string' ? STANDARD[node] : node;
}

/** Whether something in a value may come under an old name. */
export function hasOldNames(node: TableNode): boolean {
  if (typeof node !== 'object') return false;
  const { fields = [], items, rest } = node;
  if (fields.some(({ length }) => length > 3) || fields.some(([, field]) => hasOldNames(field))) return true;
  return (items !== undefined && hasOldNames(items)) || (rest !== undefined && rest !== 'none' && hasOldNames(rest));
}
