import { ContractError } from './errors.js';

/** What the value of a keyword must be, whatever the type of the field is: in words, and as a test. */
const forms: { readonly [keyword: string]: readonly [wanted: string, test: (value: unknown) => boolean] } = {
  description: ["a text: description: '…'", (value) => typeof value === 'string'],
  pattern: ["it as a text: pattern: '^[a-z]+$'", (value) => typeof value === 'string'],
  format: ["a text: format: 'email'", (value) => typeof value === 'string'],
  examples: ['a list: examples: [ … ]', Array.isArray],
  uniqueItems: ['true or false', (value) => typeof value === 'boolean'],
  additionalProperties: ['true, false or a type', (value) => typeof value === 'boolean' || isObject(value)],
};

/** Throws a ContractError for a keyword whose value is none: JSON would turn a regular expression or a date into something else. */
export function refuseBadForms(schema: object | null | undefined, path: string): void {
  if (!isObject(schema)) return;
  for (const [keyword, [wanted, test]] of Object.entries(forms)) {
    const value = schema[keyword];
    if (value === undefined || test(value)) continue;
    refuse(path, `"${keyword}" cannot be ${told(value)}.`, `Write ${keyword === 'pattern' ? textOf(value) : wanted}.`);
  }
  for (const keyword of ['default', 'examples']) refuseNoJson(keyword, schema[keyword], path);
}

/** Throws a ContractError for a keyword that holds what JSON has no word for. */
export function refuseNoJson(keyword: string, value: unknown, path: string): void {
  if (value === undefined) return;
  const stray = strayIn(value);
  if (stray)
    refuse(path, `"${keyword}" holds ${told(stray.value)}, which JSON has no word for.`, 'Write a number or a text.');
}

/** Objects and lists inside each other: more than anybody writes, and few enough for whoever looks through them. */
const mostLevels = 200;

/** Throws a ContractError for a field that nests too deep, or for ever. */
export function refuseTooDeep(schema: unknown, path: string): void {
  let level: readonly unknown[] = [schema];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > mostLevels) {
      throw new ContractError({
        code: 'too-deep',
        path,
        message: `The field holds itself, or more than ${mostLevels} levels.`,
        fix: 'Write Json({ … }) for what may nest without end.',
      });
    }
    const inner = level.filter((one) => typeof one === 'object' && one !== null);
    level = [...new Set(inner.flatMap((one) => Object.values(one as object)))];
  }
}

/** The first part of a value that is none of JSON. */
function strayIn(value: unknown): { readonly value: unknown } | undefined {
  const open = [value];
  const seen = new Set<object>();
  for (let at = 0; at < open.length; at++) {
    const one = open[at];
    if (one === null || typeof one === 'string' || typeof one === 'boolean' || Number.isFinite(one)) continue;
    if (!Array.isArray(one) && !isPlain(one)) return { value: one };
    if (seen.has(one as object)) continue;
    seen.add(one as object);
    open.push(...Object.values(one as object));
  }
  return undefined;
}

function isPlain(value: unknown): boolean {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return value instanceof RegExp
    ? `it as a text: pattern: ${JSON.stringify(value.source)}`
    : (forms.pattern?.[0] ?? '');
}

/** A value as its author would know it again. */
function told(value: unknown): string {
  if (value instanceof RegExp) return `the regular expression ${value}`;
  if (value instanceof Date) return 'a Date';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint') return `the bigint ${value}n`;
  return (typeof value === 'symbol' || typeof value === 'number' ? undefined : JSON.stringify(value)) ?? String(value);
}

function refuse(path: string, message: string, fix: string): never {
  throw new ContractError({ code: 'bad-keyword', path, message, fix });
}
