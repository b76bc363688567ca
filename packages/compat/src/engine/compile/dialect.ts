import type { AnySchema } from '../types.js';
import { SchemaFault } from './fault.js';

/** The versions of JSON Schema that are read. `undeclared`: no `$schema`, read as 2020-12 with the older spellings. */
const drafts = ['draft-04', 'draft-06', 'draft-07', '2019-09', '2020-12', 'undeclared'] as const;

/** One version of JSON Schema. */
export type Draft = (typeof drafts)[number];

const since06: readonly Draft[] = drafts.slice(1);
const since07: readonly Draft[] = drafts.slice(2);
const since2019: readonly Draft[] = drafts.slice(3);
const since2020: readonly Draft[] = drafts.slice(4);

/** The drafts of each keyword that not every draft has. `dependencies` was never taken back by a validator. */
const introduced: { readonly [keyword: string]: readonly Draft[] } = {
  id: ['draft-04'],
  $id: since06,
  const: since06,
  contains: since06,
  propertyNames: since06,
  if: since07,
  // biome-ignore lint/suspicious/noThenProperty: the keyword's own name
  then: since07,
  else: since07,
  $anchor: since2019,
  $defs: since2019,
  dependentRequired: since2019,
  dependentSchemas: since2019,
  minContains: since2019,
  maxContains: since2019,
  unevaluatedItems: since2019,
  unevaluatedProperties: since2019,
  $recursiveRef: ['2019-09', 'undeclared'],
  $recursiveAnchor: ['2019-09', 'undeclared'],
  prefixItems: since2020,
  $dynamicRef: since2020,
  $dynamicAnchor: since2020,
  additionalItems: ['draft-04', 'draft-06', 'draft-07', '2019-09', 'undeclared'],
};

/** Whether a draft gives the keyword a meaning; every unknown one is ignored. */
export function speaks(draft: Draft, keyword: string): boolean {
  return !Object.hasOwn(introduced, keyword) || (introduced[keyword] as readonly Draft[]).includes(draft);
}

/** Whether a `$ref` silences the keywords beside it: up to draft-07. */
export function refStandsAlone(draft: Draft): boolean {
  return draft === 'draft-04' || draft === 'draft-06' || draft === 'draft-07';
}

/** Whether `items` may be a list of schemas by position: before 2020-12. */
export function listsItems(draft: Draft): boolean {
  return draft !== '2020-12';
}

/** Whether `exclusiveMinimum` and `exclusiveMaximum` may be booleans that sharpen the bound beside them. */
export function hasBooleanBounds(draft: Draft): boolean {
  return draft === 'draft-04' || draft === 'undeclared';
}

const iglu = /^iglu(:|central\.com\/schemas\/)com\.snowplowanalytics\.self-desc\/(schema|instance)/;
const jsonSchema = /^json-schema\.org\/(?:draft-(04|06|07)|draft\/(2019-09|2020-12))\/(?:hyper-)?schema$/;

/** The draft that `$schema` names, with http or https, with or without `#`; undefined for one that is not known. */
export function draftOf($schema: string): Draft | undefined {
  const name = $schema
    .trim()
    .replace(/^https?:\/\//, '')
    .replace(/#$/, '');
  if (name === 'json-schema.org/schema' || name === '') return 'undeclared';
  if (iglu.test(name)) return 'draft-04';
  const [, old, dated] = jsonSchema.exec(name) ?? [];
  if (old !== undefined) return `draft-${old}` as Draft;
  return dated as Draft | undefined;
}

/** The draft of a schema that declares one at `path`; `inherited` where it declares none. Throws for an unknown one. */
export function declaredDraft(schema: AnySchema, inherited: Draft, path: string): Draft {
  if (typeof schema === 'boolean' || typeof schema.$schema !== 'string') return inherited;
  const draft = draftOf(schema.$schema);
  if (draft) return draft;
  throw new SchemaFault({
    code: 'unknown-draft',
    path: `${path}/$schema`,
    message: `"$schema" is ${JSON.stringify(schema.$schema)}, which is none of drafts 04, 06, 07, 2019-09 and 2020-12.`,
    fix: 'Name the meta-schema of one of these drafts, or remove "$schema".',
  });
}
