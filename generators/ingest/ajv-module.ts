import { createRequire } from 'node:module';
import { assertedFormats } from '@sluice/contract';
import type * as ajvPackage from 'ajv';
import type { Ajv, CodeKeywordDefinition } from 'ajv';
import { matcherCode } from './matcher.js';
import { type AjvCheck, createModule, literal, type Module } from './module.js';

/** Ajv is loaded when a schema needs it: most contracts never do. */
const load = createRequire(import.meta.url);

type Standalone = (ajv: Ajv, exported: { [name: string]: string }) => string;

/** Modules of Ajv that its standalone code asks for, and the helper of the run time that does the same. */
const HELPERS: { readonly [required: string]: string } = {
  'require("ajv/dist/runtime/ucs2length").default': 'characters',
  'require("ajv/dist/runtime/equal").default': 'same',
};

/** Schemas were checked where they were defined. */
const OPTIONS = { strict: false, validateSchema: false, allErrors: true, ownProperties: true, logger: false } as const;

/**
 * A module with the checks that Ajv writes: plain functions, each with all errors of its last call in `errors`. No code is
 * made at run time, and nothing of Ajv is needed there.
 */
export function ajvModule(checks: readonly AjvCheck[]): string {
  const { Ajv, _ } = load('ajv') as typeof ajvPackage;
  const code = { source: true, esm: true, formats: _`FORMATS`, regExp };
  const ajv = new Ajv({ ...OPTIONS, code });
  for (const format of assertedFormats) ajv.addFormat(format, () => true);
  ajv.removeKeyword('uniqueItems').addKeyword(uniqueItems(_));
  for (const { name, schema } of checks) ajv.addSchema(schema, name);
  const standalone = (load('ajv/dist/standalone') as { readonly default: Standalone }).default;
  const names = Object.fromEntries(checks.map(({ name }) => [name, name]));
  return withHelpers(standalone(ajv, names), checks);
}

/** Ajv compares every element with every other; the run time's own function does not. */
function uniqueItems(_: typeof ajvPackage._): CodeKeywordDefinition {
  return {
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: 'must NOT have duplicate items' },
    code: (context) => {
      if (context.schema) context.fail(_`!unique(${context.data})`);
    },
  };
}

/** Ajv's code asks this function of the module for what finds a pattern. */
const PATTERN = 'patternOf';
const regExp = Object.assign((pattern: string, flags: string) => new RegExp(pattern, flags), { code: PATTERN });

/** Patterns for which `RegExp` could take long are found by other means. */
function patternsIn(module: Module, checks: readonly AjvCheck[]): string {
  const patterns = new Set<string>();
  for (const { schema } of checks) collect(schema, patterns);
  const slow = [...patterns].flatMap((pattern) => {
    const code = matcherCode(module, pattern);
    return code === undefined ? [] : [`[${literal(pattern)},${code}]`];
  });
  return patterns.size === 0
    ? ''
    : `const slow=new Map([${slow}]);const ${PATTERN}=(text,flags)=>slow.get(text)??new RegExp(text,flags);`;
}

/** Every text that may stand as a pattern; more than those do no harm. */
function collect(schema: unknown, into: Set<string>): void {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'pattern' && typeof value === 'string') into.add(value);
    if (key === 'patternProperties' && typeof value === 'object')
      for (const name of Object.keys(value ?? {})) into.add(name);
    collect(value, into);
  }
}

function withHelpers(code: string, checks: readonly AjvCheck[]): string {
  const helped = Object.entries(HELPERS).reduce((text, [required, name]) => text.replaceAll(required, name), code);
  if (helped.includes('require(')) throw new Error(`Ajv's code needs a module that the run time has not: ${helped}`);
  const body = helped.replace('"use strict";', '');
  const module = createModule();
  for (const helper of ['FORMATS', 'characters', 'same', 'unique']) module.use(helper);
  return module.print(`${patternsIn(module, checks)}\n${body}`);
}
