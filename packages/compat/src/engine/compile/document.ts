import type { AnySchema } from '../types.js';
import { type Draft, declaredDraft, refStandsAlone, speaks } from './dialect.js';
import { below, isRecord, stepsOf, valueAt } from './pointer.js';

/** A resource of a document (the root, or what has an `$id` of its own) and the draft it is written in. */
export interface Setting {
  /** Absolute URI without a fragment. */
  readonly base: string;
  readonly draft: Draft;
}

/** Where the resources, anchors and subschemas of one document are. Anchors are named `base#name`. */
export interface SchemaDocument {
  readonly root: AnySchema;
  readonly resources: ReadonlyMap<string, string>;
  readonly anchors: ReadonlyMap<string, string>;
  /** Those of the anchors that `$dynamicRef` and (named `base#`) `$recursiveRef` look for. */
  readonly dynamic: ReadonlyMap<string, string>;
  readonly settings: ReadonlyMap<string, Setting>;
}

/** The base of a document without `$id`: no reference can name it by accident. */
const nowhere = 'document-without-id:/schema';

/** Keywords that hold a schema or a list of schemas. */
const schemaKeywords = [
  ...['not', 'if', 'then', 'else', 'items', 'additionalItems', 'contains', 'unevaluatedItems', 'prefixItems'],
  ...['additionalProperties', 'propertyNames', 'unevaluatedProperties', 'allOf', 'anyOf', 'oneOf'],
];
/** Keywords that hold schemas by name. */
const mapKeywords = ['properties', 'patternProperties', 'dependencies', 'dependentSchemas'];
const definitionKeywords = ['definitions', '$defs'];
const innerKeywords = new Set([...schemaKeywords, ...mapKeywords]);

/** Finds every resource, anchor and subschema. Throws a fault for an unknown `$schema`. */
export function readDocument(root: AnySchema): SchemaDocument {
  const resources = new Map([[nowhere, '']]);
  const found: Found = { root, resources, anchors: new Map(), dynamic: new Map(), settings: new Map() };
  const draft = declaredDraft(root, 'undeclared', '');
  found.settings.set('', { base: nowhere, draft });
  visit(found, root, '', { base: nowhere, draft });
  return found;
}

/** The setting of a schema inside another's: an `$id` starts a resource, which may have a `$schema` of its own. */
export function settle(schema: AnySchema, around: Setting, pointer: string): Setting {
  const id = idOf(schema, around.draft);
  if (id === undefined || !isRecord(schema)) return around;
  const [front = ''] = id.split('#');
  const inner =
    front === '' || (pointer !== '' && isSilenced(schema, around.draft)) ? around.base : absolute(front, around.base);
  if (inner === around.base) return around;
  return { base: inner, draft: declaredDraft(schema, around.draft, pointer) };
}

/** The setting of what stands at a pointer, be it a place for schemas or not. */
export function settingAt(document: SchemaDocument, pointer: string): Setting {
  const steps = stepsOf(pointer);
  for (let length = steps.length; length > 0; length--) {
    const known = document.settings.get(below('', ...steps.slice(0, length)));
    if (known && length === steps.length) return known;
    if (known) return settle(valueAt(document.root, steps) as AnySchema, known, pointer);
  }
  const root = document.settings.get('') as Setting;
  return steps.length === 0 ? root : settle(valueAt(document.root, steps) as AnySchema, root, pointer);
}

/** A reference as an absolute URI without its fragment. */
export function absolute(reference: string, base: string): string {
  if (reference === '') return base;
  try {
    return new URL(reference, base).href.replace(/#.*$/, '');
  } catch {
    return reference;
  }
}

function idOf(schema: AnySchema, draft: Draft): string | undefined {
  if (!isRecord(schema)) return undefined;
  const id = speaks(draft, '$id') ? schema.$id : schema.id;
  return typeof id === 'string' ? id : undefined;
}

function isSilenced(schema: AnySchema, draft: Draft): boolean {
  return refStandsAlone(draft) && typeof (schema as { $ref?: unknown }).$ref === 'string';
}

type Found = {
  [K in keyof SchemaDocument]: SchemaDocument[K] extends ReadonlyMap<string, infer V> ? Map<string, V> : AnySchema;
};

function visit(found: Found, schema: unknown, pointer: string, around: Setting): void {
  if (!isRecord(schema)) return;
  const setting = settle(schema, around, pointer);
  found.settings.set(pointer, setting);
  if (setting.base !== around.base && !found.resources.has(setting.base)) found.resources.set(setting.base, pointer);
  const alone = isSilenced(schema, setting.draft);
  if (!alone) register(found, schema, pointer, setting);
  for (const keyword of Object.keys(schema)) {
    if (!definitionKeywords.includes(keyword) && (alone || !innerKeywords.has(keyword))) continue;
    for (const steps of placesOf(schema, keyword))
      visit(found, valueAt(schema, steps), below(pointer, ...steps), setting);
  }
}

function register(
  found: Found,
  schema: { readonly [key: string]: unknown },
  pointer: string,
  { base, draft }: Setting,
) {
  const [, fragment = ''] = (idOf(schema, draft) ?? '').split('#');
  if (fragment !== '' && refStandsAlone(draft)) found.anchors.set(`${base}#${fragment}`, pointer);
  const { $anchor, $dynamicAnchor, $recursiveAnchor } = schema;
  if (typeof $anchor === 'string' && speaks(draft, '$anchor')) found.anchors.set(`${base}#${$anchor}`, pointer);
  if (typeof $dynamicAnchor === 'string' && speaks(draft, '$dynamicAnchor')) {
    found.anchors.set(`${base}#${$dynamicAnchor}`, pointer);
    found.dynamic.set(`${base}#${$dynamicAnchor}`, pointer);
  }
  if ($recursiveAnchor === true && speaks(draft, '$recursiveAnchor') && found.resources.get(base) === pointer) {
    found.dynamic.set(`${base}#`, pointer);
  }
}

function placesOf(
  schema: { readonly [key: string]: unknown },
  keyword: string,
): (readonly [string, ...(string | number)[]])[] {
  const value = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
  if (Array.isArray(value)) return value.map((_, index) => [keyword, index]);
  if (!isRecord(value)) return [];
  return schemaKeywords.includes(keyword) ? [[keyword]] : Object.keys(value).map((name) => [keyword, name]);
}
