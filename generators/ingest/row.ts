import type { Field, LogicalKind, LogicalOf, LogicalType, Read, StructPlan } from '@sluice/contract';
import { accessAny, literal, type Module, quoted } from './module.js';

/** The statements that append some columns to the text `r`, and how many of the properties they surely read. */
export interface RowCode {
  readonly statements: readonly string[];
  /** Properties that every valid event has; those that it may have are counted in `n` by the statements. */
  readonly always: number;
}

/** What stands before a column: a comma, nothing, or (in a struct that may be empty) the variable `q`. */
type Opening = 'comma' | 'first' | 'q';

/** Name of a function that writes a struct as JSON and counts what it did not read. */
function structWriter(module: Module, plan: StructPlan, own: readonly Field[]): string {
  const { statements, always } = rowCode(module, plan.reads, own, 'q');
  const unread = module.use('unread');
  const count = `${unread}.count+=${module.use('keys')}(e)-n;`;
  return module.declare('w', `e=>{let r="{",q="",n=${always},v;${statements.join('')}${count}return r+"}"}`);
}

/** Code for the columns of `reads`, in order. Reads from `e`; leaves `r` and `n` up to date. */
export function rowCode(module: Module, reads: readonly Read[], own: readonly Field[], opening: Opening): RowCode {
  const byName = new Map(own.map((field) => [field.name, field]));
  const counted = new Set<string>();
  const statements: string[] = [];
  let always = 0;
  let next = opening;
  for (const read of reads) {
    const field = byName.get(read.sources.find((name) => byName.has(name)) ?? '');
    const first = !read.sources.some((name) => counted.has(name));
    for (const name of read.sources) counted.add(name);
    const column = columnCode(module, read, field, first, next);
    if (!column) continue;
    statements.push(column.code);
    if (column.always) next = 'comma';
    if (column.always && column.counts) always++;
  }
  return { statements, always };
}

/** The name of a column and what stands before it, as an expression. */
export function label(column: string, opening: Opening): string {
  const name = `${JSON.stringify(column)}:`;
  if (opening === 'q') return `q+${quoted(name)}`;
  return quoted(opening === 'comma' ? `,${name}` : name);
}

interface ColumnCode {
  readonly code: string;
  /** The column is written for every valid event. */
  readonly always: boolean;
  /** Its property is to be counted by the caller. */
  readonly counts: boolean;
}

function columnCode(
  module: Module,
  read: Read,
  field: Field | undefined,
  first: boolean,
  opening: Opening,
): ColumnCode | undefined {
  const { target, sources } = read;
  const write = writerFor(module, target.type, field?.type ?? target.type, read.nested);
  const name = label(target.column, opening);
  const count = first ? 'n++,' : '';
  const rest = opening === 'q' ? ',q=","' : '';
  if (read.default !== undefined) {
    const value = module.declare('d', literal(read.default));
    const pick =
      sources.length === 0
        ? `v=${value};`
        : `if((v=${accessAny(module, sources)})!=null)${first ? 'n++' : ''};else v=${value};`;
    return { code: `${pick}r+=${name}+${write('v')}${rest};`, always: true, counts: false };
  }
  if (sources.length === 0) return undefined;
  const value = accessAny(module, sources);
  if (field?.required && !mayBeNull(field))
    return { code: `r+=${name}+${write(value)}${rest};`, always: true, counts: first };
  const absent = target.type.kind === 'json' ? '!==void 0' : '!=null';
  return { code: `if((v=${value})${absent})${count}r+=${name}+${write('v')}${rest};`, always: false, counts: false };
}

function mayBeNull({ schema, type }: Field): boolean {
  if (schema.enum?.includes(null)) return true;
  const types = schema.type ?? (type.kind === 'json' ? 'null' : type.kind);
  return typeof types === 'string' ? types === 'null' : types.includes('null');
}

/** What a writer of one kind needs: the type as the version at hand checked it, and the column's. */
interface WriterContext<K extends LogicalKind> {
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

const WRITERS: { readonly [K in LogicalKind]: (place: WriterContext<K>) => Writer } = {
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
  const writer = WRITERS[target.kind] as (place: WriterContext<LogicalKind>) => Writer;
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
