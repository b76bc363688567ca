import { isDeepStrictEqual } from 'node:util';
import type { FieldBlock, JsonSchema } from '@sluice/contract';
import { Ajv, type ValidateFunction } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';

type Check = (text: string) => boolean;

const ajvFormat = (name: 'date' | 'date-time' | 'time'): Check => (fullFormats[name] as { validate: Check }).validate;
const RFC_3339 = /^\S{10}[Tt][\d:]{8}(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** In UTC within the years 1 to 9999, which Java, PostgreSQL and Athena read. */
function hasFourDigits(text: string): boolean {
  const year = new Date(text.replace(':60', ':59')).getUTCFullYear();
  return year >= 1 && year <= 9999 && !text.startsWith('0000');
}

/** Formats as ajv-formats has them, but for the documented differences: there the official test suite decides. */
const formats: { readonly [name: string]: RegExp | Check } = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  'date-time': (text) => RFC_3339.test(text) && ajvFormat('date-time')(text) && hasFourDigits(text),
  email: (text) => text.length <= 320 && (fullFormats.email as RegExp).test(text),
  date: (text) => ajvFormat('date')(text) && !text.startsWith('0000'),
  time: (text) => /([Zz]|[+-]\d\d:\d\d)$/.test(text) && ajvFormat('time')(text),
  hostname: (text) => !text.endsWith('.') && (fullFormats.hostname as RegExp).test(text),
  'json-pointer': fullFormats['json-pointer'] as RegExp,
  uri: fullFormats.uri as Check,
  ipv4: fullFormats.ipv4 as RegExp,
  ipv6: fullFormats.ipv6 as RegExp,
};

/** Ajv with the keyword that says what plain JSON Schema cannot. */
export function compile(schema: JsonSchema): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true, ownProperties: true, formats, validateSchema: false });
  ajv.addKeyword({
    keyword: 'x-sluice',
    compile: (block: FieldBlock, parent) => (value: unknown) => holds(block, parent as JsonSchema, value),
  });
  return ajv.compile(schema);
}

function holds(block: FieldBlock, { pattern = '' }: JsonSchema, value: unknown): boolean {
  if (block.type === 'decimal' && typeof value === 'number') return new RegExp(pattern, 'u').test(String(value));
  if (block.type !== 'int64' || block.wire !== 'string' || typeof value !== 'string' || !/^-?\d+$/.test(value))
    return true;
  return BigInt.asIntN(64, BigInt(value)) === BigInt(value);
}

/** The event under its newest names, as schemas describe it; undefined where two names disagree. */
export function withNewNames(schema: JsonSchema, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withNewNames(schema.items ?? {}, item));
  if (typeof value !== 'object' || value === null) return value;
  const given = new Map(Object.entries(value));
  const taken = new Map<string, unknown>();
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const olds = (field['x-sluice']?.renamedFrom ?? []).filter((old) => !Object.hasOwn(schema.properties ?? {}, old));
    const found = [name, ...olds].filter((key) => given.has(key)).map((key) => given.get(key));
    if (found.some((other) => !isDeepStrictEqual(json(other), json(found[0])))) throw new Conflict();
    for (const key of [name, ...olds]) if (given.has(key)) taken.set(name, withNewNames(field, found[0]));
  }
  const rest = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
  const aliases = new Set(
    Object.values(schema.properties ?? {}).flatMap((field) => field['x-sluice']?.renamedFrom ?? []),
  );
  const others = [...given].filter(([key]) => !aliases.has(key) && !taken.has(key));
  return Object.fromEntries([...taken, ...others.map(([key, item]) => [key, withNewNames(rest, item)] as const)]);
}

/** Thrown where a field came under two names with two values. */
export class Conflict extends Error {}

/** −0 and 0 are one number in JSON. */
function json(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
