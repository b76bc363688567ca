import {
  assertedFormats,
  ContractError,
  canonicalJson,
  type Field,
  type JsonSchema,
  type LogicalType,
} from '@sluice/contract';
import { leftToAjv } from './ajv-keywords.js';
import { implied } from './implied.js';
import { matcherCode } from './matcher.js';
import { type Module, Reference } from './module.js';
import { type FieldRow, shortened, type TableNode, type ValueNode } from './table.js';

/** Where the tables of one version are made. */
export interface TableContext {
  /** For messages. */
  readonly path: string;
  /** The module that is to hold the table. */
  readonly module: Module;
  /** Structs refuse what they do not know. */
  readonly closed: boolean;
}

type Keyword = (schema: JsonSchema, type: LogicalType | undefined, place: TableContext) => ValueNode;

const same =
  <K extends keyof JsonSchema & keyof ValueNode>(key: K): Keyword =>
  (schema) => ({ [key]: schema[key] });

const object: Keyword = (schema, type, place) => ({ fields: rowsOf(fieldsOf(schema, type), place) });

/** Every keyword that validators assert by themselves, and what it puts into the table. */
const KEYWORDS: { readonly [keyword: string]: Keyword } = {
  type: same('type'),
  enum: choice,
  const: choice,
  minimum: same('minimum'),
  maximum: same('maximum'),
  exclusiveMinimum: same('exclusiveMinimum'),
  exclusiveMaximum: same('exclusiveMaximum'),
  multipleOf: same('multipleOf'),
  minLength: same('minLength'),
  maxLength: same('maxLength'),
  pattern: ({ pattern = '' }, _, { module }) => {
    const code = matcherCode(module, pattern);
    return code === undefined ? { pattern } : { pattern, matcher: new Reference(module.declare('p', code)) };
  },
  format: ({ format = '' }, _, { path }) =>
    assertedFormats.includes(format) ? { format } : refuse(`format: ${format}`, path),
  properties: object,
  required: (schema, type, place) => (schema.properties ? {} : object(schema, type, place)),
  additionalProperties: additional,
  minProperties: same('minProperties'),
  maxProperties: same('maxProperties'),
  items: ({ items = {} }, type, place) => {
    const element = type?.kind === 'list' ? type.element : undefined;
    return { items: tableOf(items, element, below(place, 'items')) };
  },
  minItems: same('minItems'),
  maxItems: same('maxItems'),
  uniqueItems: ({ uniqueItems }) => (uniqueItems ? { unique: 1 } : {}),
};

/** What `enum` and `const` leave to choose from. */
function choice(schema: JsonSchema): ValueNode {
  const { enum: values } = schema;
  if (schema.const === undefined) return { enum: values ?? [] };
  const only = canonicalJson(schema.const);
  return { enum: values?.filter((value) => canonicalJson(value) === only) ?? [schema.const] };
}

/** Keywords that say nothing about validity. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  ...['$schema', '$id', '$comment', 'title', 'description', 'examples', 'default', 'contentEncoding'],
  ...['contentMediaType', 'deprecated', 'readOnly', 'writeOnly', 'x-sluice'],
]);

/**
 * The table of one value; what only Ajv can assert is left to a function in the module. Throws a ContractError
 * `unsupported-keyword` for what nobody can assert.
 */
function tableOf(schema: JsonSchema | boolean, type: LogicalType | undefined, place: TableContext): TableNode {
  if (typeof schema === 'boolean') return schema ? 'any' : { also: new Reference(place.module.ajv(schema)) };
  const node = applied(onlyMember(schema) ?? schema, type, place);
  const closes = place.closed && type?.kind === 'struct' && node.rest === undefined;
  return shortened(implied(closes ? { ...node, rest: 'none' } : node, type));
}

/** The schema under `allOf` that says all there is to say: a free field is published like that. */
function onlyMember(schema: JsonSchema): JsonSchema | undefined {
  if (!schema.allOf) return undefined;
  const [member, ...others] = schema.allOf;
  const asserted = Object.keys(schema).filter((key) => !ANNOTATIONS.has(key));
  return typeof member === 'object' && others.length === 0 && asserted.length === 1 ? member : undefined;
}

function applied(schema: JsonSchema, type: LogicalType | undefined, place: TableContext): ValueNode {
  const left = leftToAjv(schema, place.path);
  const node: ValueNode = {};
  for (const key of Object.keys(schema)) {
    if (ANNOTATIONS.has(key) || left?.keywords.has(key)) continue;
    const keyword = Object.hasOwn(KEYWORDS, key) ? KEYWORDS[key] : undefined;
    Object.assign(node, keyword ? keyword(schema, type, place) : refuse(key, place.path));
  }
  return left ? { ...node, also: new Reference(place.module.ajv(left.schema)) } : node;
}

/** The rows of a struct's fields. Aliases that are names of their own again are dropped. */
export function rowsOf(fields: readonly Field[], place: TableContext): FieldRow[] {
  const names = new Set(fields.map(({ name }) => name));
  return fields.map(({ name, schema, type, required, renamedFrom }) => {
    const node = tableOf(schema, type, below(place, `properties/${name}`));
    const olds = renamedFrom.filter((old) => !names.has(old));
    if (olds.length > 0) return [name, node, required ? 1 : 0, ...olds];
    return required ? [name, node, 1] : [name, node];
  });
}

function below(place: TableContext, step: string): TableContext {
  return { ...place, path: `${place.path}/${step}` };
}

function additional(
  { additionalProperties: rest }: JsonSchema,
  type: LogicalType | undefined,
  place: TableContext,
): ValueNode {
  if (rest === false) return { rest: 'none' };
  if (typeof rest !== 'object') return {};
  const value = type?.kind === 'map' ? type.value : undefined;
  return { rest: tableOf(rest, value, below(place, 'additionalProperties')) };
}

/** The fields of a struct; of any other object schema, what its properties say, and of others that are required its rest. */
function fieldsOf(schema: JsonSchema, type: LogicalType | undefined): Field[] {
  const { properties = {}, required = [] } = schema;
  const known = new Map(type?.kind === 'struct' ? type.fields.map((field) => [field.name, field]) : []);
  const names = [...new Set([...known.keys(), ...Object.keys(properties), ...required])];
  const schemaOf = (name: string) => (Object.hasOwn(properties, name) ? properties[name] : restOf(schema));
  return names.map((name) => known.get(name) ?? untyped(name, schemaOf(name) ?? {}, required.includes(name)));
}

function restOf(schema: JsonSchema): JsonSchema {
  const byPattern = Object.hasOwn(schema, 'patternProperties');
  return byPattern ? {} : ((schema.additionalProperties ?? {}) as JsonSchema);
}

function untyped(name: string, schema: JsonSchema, required: boolean): Field {
  const type: LogicalType = { kind: 'json' };
  const silent = { column: name, ordinal: 0, description: '', sensitivity: 'internal', examples: [] } as const;
  return { ...silent, name, type, required, renamedFrom: schema['x-sluice']?.renamedFrom ?? [], schema };
}

function refuse(keyword: string, path: string): never {
  throw new ContractError({
    code: 'unsupported-keyword',
    path,
    message: `The generated validators cannot assert "${keyword}".`,
    fix: 'Take the keyword out, or say the same with keywords of JSON Schema draft-07 other than references.',
  });
}
