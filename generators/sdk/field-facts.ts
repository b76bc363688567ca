import type { Field, JsonSchema, LogicalKind, LogicalOf, LogicalType, Sensitivity } from '@sluice/contract';

type Facts<K extends LogicalKind> = (type: LogicalOf<K>, schema: JsonSchema) => readonly string[];

/** What is worth knowing of a value beside its TypeScript type, in words. */
const factsByKind: { readonly [K in LogicalKind]: Facts<K> } = {
  boolean: () => [],
  int32: (_, schema) => ['whole number', ...bounds(schema, -(2 ** 31), 2 ** 31 - 1), ...multiple(schema)],
  int64: ({ wire }, schema) =>
    wire === 'string'
      ? ['whole number of 64 bits, as digits']
      : ['whole number', ...bounds(schema, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER), ...multiple(schema)],
  float64: (_, schema) => bounds(schema),
  decimal: ({ precision, scale }) => [
    'decimal',
    counted(scale, scale, 'place') ?? '',
    `${counted(undefined, precision, 'digit')} in all`,
  ],
  string: (type, schema) => textFacts({ ...type, ...schema }),
  enum: () => [],
  uuid: () => ['UUID'],
  date: () => ['calendar day, YYYY-MM-DD'],
  timestamp: ({ wire }) => [wire === 'rfc3339' ? 'RFC 3339 with offset' : 'milliseconds since 1970-01-01T00:00:00Z'],
  struct: () => [],
  list: (_, { minItems, maxItems, uniqueItems }) => [
    ...listed(counted(minItems, maxItems, 'item')),
    ...(uniqueItems ? ['no two items equal'] : []),
  ],
  map: (_, { minProperties, maxProperties }) => listed(counted(minProperties, maxProperties, 'key')),
  json: (_, schema) => [schema.allOf ? 'any JSON that fits the schema of the field' : 'any JSON'],
};

/** Format, limits and sensitivity of a field in a line of text, those of its items or values included; empty where there are none. */
export function factsOf({ type, schema, sensitivity }: Pick<Field, 'type' | 'schema' | 'sensitivity'>): string {
  return [sentence('Format', ownFacts(type, schema)), sensitivityOf(sensitivity), ...innerFacts(type, schema)]
    .filter((part) => part !== '')
    .join(' ');
}

function ownFacts<K extends LogicalKind>(type: LogicalType & { kind: K }, schema: JsonSchema): readonly string[] {
  return (factsByKind[type.kind] as (type: LogicalType, schema: JsonSchema) => readonly string[])(type, schema);
}

/** The items of a list and the values of a map have no comment of their own; what they are marked with marks the field. */
function innerFacts(type: LogicalType, { items = {}, additionalProperties }: JsonSchema): readonly string[] {
  if (type.kind === 'list') return partFacts('Each item', type.element, items);
  const values = typeof additionalProperties === 'object' ? additionalProperties : {};
  return type.kind === 'map' ? partFacts('Each value', type.value, values) : [];
}

function partFacts(what: string, type: LogicalType, schema: JsonSchema): readonly string[] {
  const said = schema.description === undefined ? [] : [schema.description.replace(/[.\s]+$/, '')];
  const own = sentence(what, [...said, ...ownFacts(type, schema)]);
  return [own, ...innerFacts(type, schema)];
}

/** What is said where nothing is said is not repeated. */
function sensitivityOf(sensitivity: Sensitivity): string {
  return sensitivity === 'internal' ? '' : `Sensitivity: ${sensitivity}.`;
}

function sentence(name: string, facts: readonly string[]): string {
  return facts.length === 0 ? '' : `${name}: ${facts.join(', ')}.`;
}

const formats: { readonly [format: string]: string } = {
  email: 'e-mail address',
  uri: 'URI',
  'uri-reference': 'URI or relative reference',
  hostname: 'host name',
  ipv4: 'IPv4 address',
  ipv6: 'IPv6 address',
  time: 'RFC 3339 time with offset',
  duration: 'ISO 8601 duration',
  'json-pointer': 'JSON pointer',
};

function textFacts({ format, minLength, maxLength, pattern }: JsonSchema): readonly string[] {
  return [
    ...listed(format === undefined ? undefined : (formats[format] ?? format)),
    ...listed(counted(minLength, maxLength, 'character')),
    ...listed(pattern === undefined ? undefined : `matches ${pattern}`),
  ];
}

/** Bounds in words; those that the type itself has are not said. */
function bounds(schema: JsonSchema, lowest = -Infinity, highest = Infinity): readonly string[] {
  const { minimum = lowest, maximum = highest, exclusiveMinimum, exclusiveMaximum } = schema;
  return [
    ...listed(minimum > lowest ? `at least ${minimum}` : undefined),
    ...listed(exclusiveMinimum === undefined ? undefined : `more than ${exclusiveMinimum}`),
    ...listed(maximum < highest ? `at most ${maximum}` : undefined),
    ...listed(exclusiveMaximum === undefined ? undefined : `less than ${exclusiveMaximum}`),
  ];
}

function multiple({ multipleOf }: JsonSchema): readonly string[] {
  return listed(multipleOf === undefined ? undefined : `a multiple of ${multipleOf}`);
}

function counted(least: number | undefined, most: number | undefined, thing: string): string | undefined {
  if (least === undefined && most === undefined) return undefined;
  const things = `${thing}${(most ?? least) === 1 ? '' : 's'}`;
  if (least === most) return `${least} ${things}`;
  if (most === undefined) return `at least ${least} ${things}`;
  return least === undefined || least === 0 ? `at most ${most} ${things}` : `${least} to ${most} ${things}`;
}

function listed(fact: string | undefined): readonly string[] {
  return fact === undefined ? [] : [fact];
}
