import type { Field, LogicalKind, LogicalOf, LogicalType } from '@sluice/contract';

/** How the author of an app writes values of a type, and what he expects to read. Independent of the SDK's own emitter. */
interface Spelling {
  /** Expressions that can be sent: together they use every value, every spelling and every property there is. */
  readonly sent: readonly string[];
  /** The type under which a value is read back. */
  readonly read: string;
}

const number: Spelling = { sent: ['1'], read: 'number' };
const text: Spelling = { sent: ["'text'"], read: 'string' };

const spellings: { readonly [K in LogicalKind]: (type: LogicalOf<K>) => Spelling } = {
  boolean: () => ({ sent: ['true', 'false'], read: 'boolean' }),
  int32: () => number,
  int64: ({ wire }) => (wire === 'number' ? number : text),
  float64: () => number,
  decimal: ({ precision }) => (precision > 15 ? text : { sent: ['1.5', "'1.5'"], read: 'number | string' }),
  string: () => text,
  enum: ({ values }) => {
    const literals = values.map((value) => JSON.stringify(value));
    return { sent: literals, read: literals.join(' | ') };
  },
  uuid: () => text,
  date: () => text,
  timestamp: ({ wire }) => (wire === 'epochMillis' ? number : text),
  struct: ({ fields }) => ({
    sent: fields.length > 0 ? objectsOf(fields) : ['{}', "{ any: 'text' }"],
    read: fields.length > 0 ? readObject(fields) : '{ readonly [key: string]: unknown }',
  }),
  list: ({ element }) => {
    const { sent, read } = spell(element);
    return { sent: ['[]', ...sent.map((one) => `[${one}]`)], read: `readonly (${read})[]` };
  },
  map: ({ value }) => {
    const { sent, read } = spell(value);
    return { sent: ['{}', ...sent.map((one) => `{ key: ${one} }`)], read: `{ readonly [key: string]: ${read} }` };
  },
  json: () => ({ sent: ['null', '{ any: [1] }'], read: 'unknown' }),
};

/** How values of this type are written and read. */
function spell<K extends LogicalKind>(type: LogicalType & { kind: K }): Spelling {
  return (spellings[type.kind] as (type: LogicalType) => Spelling)(type);
}

/**
 * Objects that together show all that may be sent: every property at once, each value of each property, each old name in
 * place of the new one, and the least.
 */
export function objectsOf(fields: readonly Field[]): string[] {
  const whole = fields.map((field) => [field.name, firstOf(field)] as const);
  const others = fields.flatMap((field, place) =>
    spell(field.type).sent.map((value) => objectOf(whole.with(place, [field.name, value] as const))),
  );
  const least = fields.filter(({ required }) => required).map((field) => [field.name, firstOf(field)] as const);
  return [...new Set([objectOf(whole), ...others, objectOf(least)])];
}

/** The type under which a property is read: it may be missing where it is optional. */
export function readType({ type, required }: Field): string {
  return required ? spell(type).read : `${spell(type).read} | undefined`;
}

function readObject(fields: readonly Field[]): string {
  const properties = fields.map((field) => {
    return `readonly ${JSON.stringify(field.name)}${field.required ? '' : '?'}: ${readType(field)}`;
  });
  return `{ ${properties.join('; ')} }`;
}

function firstOf({ type }: Field): string {
  return spell(type).sent.at(-1) ?? '{}';
}

function objectOf(entries: readonly (readonly [string, string])[]): string {
  return `{ ${entries.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ')} }`;
}
