import type { Field, LogicalKind, LogicalOf, LogicalType, StructPlan } from '@sluice/contract';
import type { Module } from './module.js';
import { structWriter } from './row.js';

/** What a writer of one kind needs: the type as the version at hand checked it, and the column's. */
interface Place<K extends LogicalKind> {
  readonly module: Module;
  readonly own: LogicalOf<K>;
  readonly target: LogicalOf<K>;
  readonly nested?: StructPlan;
}

/** Makes an expression that is the JSON text of `operand`. */
type Writer = (operand: string) => string;

const call =
  (module: Module, helper: string): Writer =>
  (operand) =>
    `${module.use(helper)}(${operand})`;

/** Joined to the text as it is: digits are never taken through a double, and numbers print as JSON does. */
const bare = (): Writer => (operand) => operand;

/** Whether a text stands in JSON as it is. */
const isPlain = (text: string): boolean => JSON.stringify(text) === `"${text}"`;

const WRITERS: { readonly [K in LogicalKind]: (place: Place<K>) => Writer } = {
  boolean: bare,
  int32: bare,
  int64: bare,
  float64: bare,
  decimal: bare,
  string: ({ module }) => call(module, 'str'),
  enum: ({ module, own }) => (own.values.every(isPlain) ? (operand) => `'"'+${operand}+'"'` : call(module, 'str')),
  uuid: ({ module }) => call(module, 'id'),
  date: () => (operand) => `'"'+${operand}+'"'`,
  timestamp: ({ module, own }) => call(module, own.wire === 'epochMillis' ? 'at' : 'atText'),
  struct: ({ module, own, target, nested }) => {
    const name = structWriter(module, nested ?? identity(target.fields), own.fields);
    return (operand) => `${name}(${operand})`;
  },
  list: ({ module, own, target, nested }) => {
    const element = elementWriter(module, target.element, own.element, nested);
    return (operand) => `${module.use('list')}(${operand},${element})`;
  },
  map: ({ module, own, target, nested }) => {
    const value = elementWriter(module, target.value, own.value, nested);
    return (operand) => `${module.use('map')}(${operand},${value})`;
  },
  json: ({ module }) => call(module, 'json'),
};

/** How a value of type `own` is written into a column of type `target`. */
export function writerFor(module: Module, target: LogicalType, own: LogicalType, nested?: StructPlan): Writer {
  if (target.kind === 'json') return call(module, 'json');
  if (target.kind !== own.kind) return call(module, 'loose');
  const writer = WRITERS[target.kind] as (place: Place<LogicalKind>) => Writer;
  return writer({ module, own, target, ...(nested && { nested }) });
}

/** Name of a function that writes one element. */
function elementWriter(module: Module, target: LogicalType, own: LogicalType, nested?: StructPlan): string {
  const code = writerFor(module, target, own, nested)('v');
  if (code === 'v') return 'String';
  const plain = /^(\w+)\(v\)$/.exec(code)?.[1];
  return plain ?? module.declare('w', `v=>${code}`);
}

/** The plan of a struct that is read as it is stored: for a default value. */
function identity(fields: readonly Field[]): StructPlan {
  return { known: [], reads: fields.map((target) => ({ target, sources: [target.name] })) };
}
