import { refuseBadForms, refuseNoJson } from './author-forms.js';
import { ContractError } from './errors.js';
import type { JsonSchema } from './json.js';
import { nearest } from './names.js';

/** What stands under a keyword: a plain value, one schema, a list of schemas, or schemas by name. */
type Holds = 'value' | 'schema' | 'schemas' | 'schema or schemas' | 'schemas by name';

/** Every keyword of draft-07 that asserts something, and those that only describe. References are none of them. */
const keywords: { readonly [keyword: string]: Holds } = {
  ...all('value', 'type', 'enum', 'const', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'),
  ...all('value', 'minLength', 'maxLength', 'pattern', 'format', 'minItems', 'maxItems', 'uniqueItems'),
  ...all('value', 'required', 'minProperties', 'maxProperties'),
  ...all('schema', 'not', 'if', 'then', 'else', 'contains', 'propertyNames', 'additionalProperties', 'additionalItems'),
  ...all('schemas', 'allOf', 'anyOf', 'oneOf'),
  ...all('schema or schemas', 'items'),
  ...all('schemas by name', 'properties', 'patternProperties', 'dependencies'),
  ...all('value', '$comment', 'title', 'description', 'examples', 'default', 'readOnly', 'writeOnly'),
  ...all('value', 'contentEncoding', 'contentMediaType', 'x-sluice'),
};

function all(holds: Holds, ...names: readonly string[]): { [keyword: string]: Holds } {
  return Object.fromEntries(names.map((name) => [name, holds]));
}

/** String formats that the ingestion validators assert. */
export const assertedFormats: readonly string[] = [
  ...['date-time', 'date', 'time', 'duration', 'uuid', 'email', 'hostname', 'ipv4', 'ipv6'],
  ...['uri', 'uri-reference', 'json-pointer'],
];

/**
 * A plain copy of any JSON Schema of draft-07 (TypeBox's symbols are gone). Throws a ContractError with the place for a
 * keyword or format that no validator would assert, for references and for patterns that do not compile.
 */
export function constraintFrom(schema: unknown, path: string): JsonSchema | boolean {
  if (typeof schema === 'boolean') return schema;
  if (!isObject(schema)) refuse('not-a-schema', path, `${JSON.stringify(schema)} is no JSON Schema.`, 'Write { … }.');
  const said = Object.entries(schema).filter(([, value]) => value !== undefined);
  const entries = said.map(([key, value]) => [key, partFrom(key, value, `${path}.${key}`)] as const);
  return Object.fromEntries(entries) as JsonSchema;
}

function partFrom(keyword: string, value: unknown, path: string): unknown {
  const holds = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
  if (holds === undefined) return refuseKeyword(keyword, path);
  if (holds === 'value' && keyword !== 'pattern') refuseNoJson(keyword, value, path);
  refuseBadForms({ [keyword]: value }, path);
  refuseMalformed(keyword, value, path);
  if (keyword === 'format') refuseUnknownFormat(value, path);
  if (keyword === 'pattern') refuseBadPattern(value, path);
  return copies[holds](value, path, keyword);
}

const copies: { readonly [H in Holds]: (value: unknown, path: string, keyword: string) => unknown } = {
  value: (value) => value,
  schema: constraintFrom,
  schemas: listFrom,
  'schema or schemas': (value, path) => (Array.isArray(value) ? listFrom : constraintFrom)(value, path),
  'schemas by name': (value, path, keyword) => byName(keyword, value, path),
};

function listFrom(value: unknown, path: string): unknown {
  if (!Array.isArray(value)) refuse('not-a-schema', path, 'Here stands no list of schemas.', 'Write [{ … }, { … }].');
  return value.map((item, index) => constraintFrom(item, `${path}.${index}`));
}

function byName(keyword: string, value: unknown, path: string): unknown {
  if (!isObject(value)) refuse('not-a-schema', path, 'Here stand no schemas by name.', 'Write { name: { … } }.');
  const entries = Object.entries(value).map(([name, member]) => {
    if (keyword === 'patternProperties') refuseBadPattern(name, path);
    const names = keyword === 'dependencies' && Array.isArray(member);
    return [name, names ? member : constraintFrom(member, `${path}.${name}`)] as const;
  });
  return Object.fromEntries(entries);
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuseKeyword(keyword: string, path: string): never {
  const isReference = keyword === '$ref' || keyword === '$id' || keyword === 'definitions' || keyword === '$defs';
  if (isReference) {
    refuse('no-stable-meaning', path, `"${keyword}" refers out of the field.`, 'Write the schema where it is needed.');
  }
  if (keyword === 'sensitivity') {
    const fix = 'Mark the field itself: Json({ sensitivity, … }). Its value is stored and masked as a whole.';
    refuse('unknown-keyword', path, 'A part of a free value cannot be marked.', fix);
  }
  const guess = nearest(keyword, Object.keys(keywords));
  const fix = guess ? `Did you mean "${guess}"?` : 'Take it out: validators know the keywords of JSON Schema draft-07.';
  refuse('unknown-keyword', path, `"${keyword}" is no keyword of JSON Schema draft-07.`, fix);
}

const types: readonly unknown[] = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
const isNumber = (value: unknown): boolean => Number.isFinite(value);
const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
const areTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string');

/** What the value of a keyword must be; of the others, anything is right or is looked at elsewhere. */
const forms: { readonly [keyword: string]: readonly [wanted: string, test: (value: unknown) => boolean] } = {
  type: [`some of ${types.join(', ')}`, (value) => [value].flat().every((type) => types.includes(type))],
  enum: ['a list of at least one value', (value) => Array.isArray(value) && value.length > 0],
  multipleOf: ['a number above 0', (value) => isNumber(value) && (value as number) > 0],
  uniqueItems: ['true or false', (value) => typeof value === 'boolean'],
  required: ['a list of names', areTexts],
  ...formOf('a number', isNumber, 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'),
  ...formOf('a whole number from 0', isCount, 'minLength', 'maxLength', 'minItems', 'maxItems'),
  ...formOf('a whole number from 0', isCount, 'minProperties', 'maxProperties'),
};

function formOf(wanted: string, test: (value: unknown) => boolean, ...names: readonly string[]): typeof forms {
  return Object.fromEntries(names.map((name) => [name, [wanted, test]]));
}

function refuseMalformed(keyword: string, value: unknown, path: string): void {
  const [wanted, test] = (Object.hasOwn(forms, keyword) && forms[keyword]) || ['', () => true];
  if (test(value)) return;
  refuse('bad-keyword', path, `"${keyword}" cannot be ${JSON.stringify(value)}.`, `Write ${wanted}.`);
}

function refuseUnknownFormat(format: unknown, path: string): void {
  if (assertedFormats.includes(format as string)) return;
  const message = `format ${JSON.stringify(format)} is not one that the validators assert.`;
  refuse('unknown-format', path, message, `Use one of ${assertedFormats.join(', ')}, or a pattern.`);
}

function refuseBadPattern(pattern: unknown, path: string): void {
  try {
    new RegExp(String(pattern), 'u');
  } catch (error) {
    const message = `The pattern ${JSON.stringify(pattern)} is not valid: ${(error as Error).message}.`;
    refuse('bad-pattern', path, message, 'Write an ECMAScript regular expression that is valid with the "u" flag.');
  }
}

function refuse(code: string, path: string, message: string, fix: string): never {
  throw new ContractError({ code, path, message, fix });
}
