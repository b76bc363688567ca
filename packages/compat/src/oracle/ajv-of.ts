import { createRequire } from 'node:module';
import type { Ajv, Options } from 'ajv';
import type { FormatsPlugin } from 'ajv-formats';
import type { Draft } from '../engine/compile/dialect.js';
import { validateSluice } from './sluice-keyword.js';

type AjvClass = new (options: Options) => Pick<Ajv, keyof Ajv>;

/** Loading the drafts takes longer than most comparisons: each is loaded when a schema in it has to be judged. */
const load = createRequire(import.meta.url);
const seventh = () => (load('ajv') as { readonly Ajv: AjvClass }).Ajv;
const latest = () => (load('ajv/dist/2020.js') as { readonly Ajv2020: AjvClass }).Ajv2020;

/** The Ajv of each draft. */
const classes: { readonly [D in Draft]: () => AjvClass } = {
  'draft-04': () => (load('ajv-draft-04') as { readonly default: AjvClass }).default,
  'draft-06': seventh,
  'draft-07': seventh,
  '2019-09': () => (load('ajv/dist/2019.js') as { readonly Ajv2019: AjvClass }).Ajv2019,
  '2020-12': latest,
  undeclared: latest,
};

/**
 * A new Ajv of a draft, as every oracle here needs it: only own properties count (else `{}` has a `constructor`), unknown
 * keywords are ignored as the specification asks, and our own is known. Its code is not optimised: an oracle is asked a few
 * times, and compiling it takes longer than all its answers.
 */
export function ajvOf(draft: Draft, options: Options): Ajv {
  const { code, ...rest } = options;
  const common: Options = {
    strict: false,
    inlineRefs: false,
    ownProperties: true,
    logger: false,
    code: { ...code, optimize: false },
  };
  const ajv = new (classes[draft]())({ ...common, ...rest }) as Ajv;
  ajv.addKeyword({ keyword: 'x-sluice', schemaType: 'object', validate: validateSluice });
  return ajv;
}

/** The plugin that adds formats to an Ajv. */
export function formatsPlugin(): FormatsPlugin {
  return (load('ajv-formats') as { readonly default: FormatsPlugin }).default;
}
