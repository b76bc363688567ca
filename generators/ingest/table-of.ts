import { ContractError, type Field, type JsonSchema, type LogicalType } from '@sluice/contract';
import { implied } from './implied.js';
import { type FieldRow, shortened, type TableNode, type ValueNode } from './table.js';

type Keyword = (schema: JsonSchema, type: LogicalType | undefined, path: string) => ValueNode;

const same =
  <K extends keyof JsonSchema & keyof ValueNode>(key: K): Keyword =>
  (schema) => ({ [key]: schema[key] });

const object: Keyword = (schema, type, path) => ({ fields: rowsOf(fieldsOf(schema, type), path) });

/** Every keyword that validators assert, and what it puts into the table. */
const KEYWORDS: { readonly [keyword: string]: Keyword } = {
  type: same('type'),
  enum: same('enum'),
  const: (schema) => ({ enum: [schema.const] }),
  minimum: same('minimum'),
  maximum: same('maximum'),
  exclusiveMinimum: same('exclusiveMinimum'),
  exclusiveMaximum: same('exclusiveMaximum'),
  multipleOf: (schema, _, path) =>
    Number.isInteger(schema.multipleOf) ? { multipleOf: schema.multipleOf as number } : refuse('multipleOf', path),
  minLength: same('minLength'),
  maxLength: same('maxLength'),
  pattern: same('pattern'),
  format: ({ format = '' }, _, path) => (FORMATS.includes(format) ? { format } : refuse(`format: ${format}`, path)),
  properties: object,
  required: (schema, type, path) => (schema.properties ? {} : object(schema, type, path)),
  additionalProperties: additional,
  minProperties: same('minProperties'),
  maxProperties: same('maxProperties'),
  items: ({ items }, type, path) =>
    Array.isArray(items) || typeof items !== 'object'
      ? refuse('items', path)
      : { items: tableOf(items, type?.kind === 'list' ? type.element : undefined, `${path}/items`) },
  minItems: same('minItems'),
  maxItems: same('maxItems'),
  uniqueItems: ({ uniqueItems }) => (uniqueItems ? { unique: 1 } : {}),
};

const FORMATS: readonly string[] = ['uuid', 'date', 'date-time', 'email', 'uri', 'ipv4', 'ipv6'];

/** Keywords that say nothing about validity. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  ...['$schema', '$id', '$comment', 'title', 'description', 'examples', 'default'],
  ...['deprecated', 'readOnly', 'writeOnly', 'x-sluice'],
]);

/** The table of one value. Throws a ContractError `unsupported-keyword` for what validators cannot assert. */
export function tableOf(schema: JsonSchema, type: LogicalType | undefined, path: string): TableNode {
  const node: ValueNode = Object.assign({}, ...applied(schema, type, path));
  return shortened(implied(node, type));
}

function applied(schema: JsonSchema, type: LogicalType | undefined, path: string): ValueNode[] {
  return Object.keys(schema)
    .filter((key) => !ANNOTATIONS.has(key))
    .map((key) => {
      const keyword = Object.hasOwn(KEYWORDS, key) ? KEYWORDS[key] : undefined;
      return keyword ? keyword(schema, type, path) : refuse(key, path);
    });
}

/** The rows of a struct's fields. Aliases that are names of their own again are dropped. */
export function rowsOf(fields: readonly Field[], path: string): FieldRow[] {
  const names = new Set(fields.map(({ name }) => name));
  return fields.map(({ name, schema, type, required, renamedFrom }) => {
    const node = tableOf(schema, type, `${path}/properties/${name}`);
    const olds = renamedFrom.filter((old) => !names.has(old));
    if (olds.length > 0) return [name, node, required ? 1 : 0, ...olds];
    return required ? [name, node, 1] : [name, node];
  });
}

function additional(
  { additionalProperties: rest }: JsonSchema,
  type: LogicalType | undefined,
  path: string,
): ValueNode {
  if (rest === false) return { rest: 'none' };
  if (typeof rest !== 'object') return {};
  return { rest: tableOf(rest, type?.kind === 'map' ? type.value : undefined, `${path}/additionalProperties`) };
}

/** The fields of a struct; of any other object schema, what its properties say. */
function fieldsOf({ properties = {}, required = [] }: JsonSchema, type: LogicalType | undefined): Field[] {
  const known = new Map(type?.kind === 'struct' ? type.fields.map((field) => [field.name, field]) : []);
  const names = [...new Set([...known.keys(), ...Object.keys(properties), ...required])];
  return names.map((name) => known.get(name) ?? untyped(name, properties, required.includes(name)));
}

function untyped(name: string, properties: { [name: string]: JsonSchema }, required: boolean): Field {
  const schema = (Object.hasOwn(properties, name) ? properties[name] : undefined) ?? {};
  const type: LogicalType = { kind: 'json' };
  const silent = { column: name, ordinal: 0, description: '', sensitivity: 'internal', examples: [] } as const;
  return { ...silent, name, type, required, renamedFrom: schema['x-sluice']?.renamedFrom ?? [], schema };
}

function refuse(keyword: string, path: string): never {
  throw new ContractError({
    code: 'unsupported-keyword',
    path,
    message: `The generated validators cannot assert "${keyword}".`,
    fix: 'Take the keyword out, or say the same with type, enum, bounds, lengths, pattern, properties or items.',
  });
}
