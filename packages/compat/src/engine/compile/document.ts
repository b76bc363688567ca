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
  /** The places of each name (an identifier, or `base#anchor`) that several schemas claim; the first is the one above. */
  readonly doubled: ReadonlyMap<string, readonly string[]>;
}

/** The base of a document without `$id`: no reference can name it by accident. */
export const nowhere = 'document-without-id:/schema';

/** Keywords that hold a schema or a list of schemas. */
const schemaKeywords = [
  ...['not', 'if', 'then', 'else', 'items', 'additionalItems', 'contains', 'unevaluatedItems', 'prefixItems'],
  ...['additionalProperties', 'propertyNames', 'unevaluatedProperties', 'allOf', 'anyOf', 'oneOf'],
];
/** Keywords that hold schemas by name. */
const mapKeywords = ['properties', 'patternProperties', 'dependencies', 'dependentSchemas'];
const definitionKeywords = ['definitions', '$defs'];
const innerKeywords = new Set([...schemaKeywords, ...mapKeywords]);

/** Finds every resource, anchor and subschema. Throws a fault for an unknown `$schema`; `inherited` where there is none. */
export function readDocument(root: AnySchema, inherited: Draft = 'undeclared'): SchemaDocument {
  const resources = new Map([[nowhere, '']]);
  const found: Found = {
    ...{ root, resources, anchors: new Map(), dynamic: new Map() },
    ...{ settings: new Map(), doubled: new Map() },
  };
  const draft = declaredDraft(root, inherited, '');
  found.settings.set('', { base: nowhere, draft });
  visit(found, root, '', { base: nowhere, draft });
  return found;
}

/** The setting of a schema inside another's: an `$id` starts a resource, which may have a `$schema` of its own. */
export function settingOf(
  { settings }: Pick<SchemaDocument, 'settings'>,
  schema: AnySchema,
  around: Setting,
  pointer: string,
): Setting {
  return settings.get(pointer) ?? settle(schema, around, pointer);
}

function settle(schema: AnySchema, around: Setting, pointer: string): Setting {
  const base = resourceOf(schema, around, pointer);
  if (base === undefined || base === around.base) return around;
  return { base, draft: declaredDraft(schema, around.draft, pointer) };
}

/** The resource that a schema says it starts, without a fragment; undefined where it starts none. */
function resourceOf(schema: AnySchema, around: Setting, pointer: string): string | undefined {
  const id = idOf(schema, around.draft);
  if (id === undefined || (pointer !== '' && isSilenced(schema, around.draft))) return undefined;
  const [front = '', fragment = ''] = id.split('#');
  const base = front === '' ? undefined : absolute(front, around.base);
  return base === around.base && fragment !== '' ? undefined : base;
}

/** The setting of what stands at a pointer, be it a place for schemas or not. */
export function settingAt(document: SchemaDocument, pointer: string): Setting {
  const steps = stepsOf(pointer);
  for (let length = steps.length; length > 0; length--) {
    const known = document.settings.get(below('', ...steps.slice(0, length)));
    if (known && length === steps.length) return known;
    if (known) return settingOf(document, valueAt(document.root, steps) as AnySchema, known, pointer);
  }
  const root = document.settings.get('') as Setting;
  return steps.length === 0 ? root : settingOf(document, valueAt(document.root, steps) as AnySchema, root, pointer);
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
  const setting = begun(found, schema, around, pointer);
  found.settings.set(pointer, setting);
  const alone = isSilenced(schema, setting.draft);
  if (!alone) register(found, schema, pointer, setting);
  for (const keyword of Object.keys(schema)) {
    if (!definitionKeywords.includes(keyword) && (alone || !innerKeywords.has(keyword))) continue;
    for (const steps of placesOf(schema, keyword))
      visit(found, valueAt(schema, steps), below(pointer, ...steps), setting);
  }
}

/**
 * The setting of a schema that is met. Who claims an identifier that another schema has is a resource of its own all the
 * same, under a name that nobody can refer to: what stands beneath it refers to itself by `#`.
 */
function begun(found: Found, schema: AnySchema, around: Setting, pointer: string): Setting {
  const base = resourceOf(schema, around, pointer);
  if (base === undefined) return around;
  const own = found.resources.has(base) && found.resources.get(base) !== pointer ? twin(found, base, pointer) : base;
  found.resources.set(own, pointer);
  return { base: own, draft: declaredDraft(schema, around.draft, pointer) };
}

function twin(found: Found, name: string, pointer: string): string {
  const places = claimed(found, name, found.resources.get(name) as string, pointer);
  let number = places.length;
  const named = () => `${name}${name.includes('?') ? '&' : '?'}copy=${number}`;
  while (found.resources.has(named())) number++;
  return named();
}

function claimed({ doubled }: Found, name: string, first: string, pointer: string): readonly string[] {
  const places = [...(doubled.get(name) ?? [first]), pointer];
  doubled.set(name, places);
  return places;
}

function anchor(found: Found, name: string, pointer: string): void {
  const first = found.anchors.get(name);
  if (first === undefined) found.anchors.set(name, pointer);
  else if (first !== pointer) claimed(found, name, first, pointer);
}

function register(
  found: Found,
  schema: { readonly [key: string]: unknown },
  pointer: string,
  { base, draft }: Setting,
) {
  const [, fragment = ''] = (idOf(schema, draft) ?? '').split('#');
  if (fragment !== '' && refStandsAlone(draft)) anchor(found, `${base}#${fragment}`, pointer);
  const { $anchor, $dynamicAnchor, $recursiveAnchor } = schema;
  if (typeof $anchor === 'string' && speaks(draft, '$anchor')) anchor(found, `${base}#${$anchor}`, pointer);
  if (typeof $dynamicAnchor === 'string' && speaks(draft, '$dynamicAnchor')) {
    anchor(found, `${base}#${$dynamicAnchor}`, pointer);
    if (!found.dynamic.has(`${base}#${$dynamicAnchor}`)) found.dynamic.set(`${base}#${$dynamicAnchor}`, pointer);
  }
  if ($recursiveAnchor === true && speaks(draft, '$recursiveAnchor') && found.resources.get(base) === pointer) {
    found.dynamic.set(`${base}#`, pointer);
  }
}

/** The steps to the schemas inside a schema that count wherever it does: definitions are none of them. */
export function partsOf(schema: { readonly [key: string]: unknown }, draft: Draft) {
  if (isSilenced(schema, draft)) return [];
  return Object.keys(schema).flatMap((keyword) => (innerKeywords.has(keyword) ? placesOf(schema, keyword) : []));
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
