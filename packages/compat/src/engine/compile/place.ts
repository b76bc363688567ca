import type { JsonValue } from '@sluice/contract';
import { equalityKey } from '../json-equality.js';
import type { AnySchema } from '../types.js';
import type { Draft } from './dialect.js';
import { absolute, type SchemaDocument, settingAt, settingOf } from './document.js';
import { badKeyword, notASchema, SchemaFault } from './fault.js';
import { below, isRecord, type Step, stepsOf, valueAt } from './pointer.js';

/** A schema where it stands. */
export interface Place {
  readonly schema: AnySchema;
  readonly pointer: string;
  readonly base: string;
  readonly draft: Draft;
  /** The resources that evaluation came through, outermost first; kept only where a dynamic reference could ask. */
  readonly scope: readonly string[];
}

/** The place of the schema at a pointer, entered from `scope`. Throws a fault where no schema stands there. */
export function placeAt(document: SchemaDocument, pointer: string, scope: readonly string[]): Place {
  const schema = schemaOf(valueAt(document.root, stepsOf(pointer)), pointer);
  const { base, draft } = settingAt(document, pointer);
  return { schema, pointer, base, draft, scope: entered(document, scope, base) };
}

/** The place of a subschema. Throws a fault where no schema stands there. */
export function childOf(document: SchemaDocument, place: Place, steps: readonly Step[]): Place {
  const pointer = below(place.pointer, ...steps);
  const schema = schemaOf(valueAt(place.schema, steps), pointer);
  const { base, draft } = settingOf(document, schema, place, pointer);
  return { schema, pointer, base, draft, scope: entered(document, place.scope, base) };
}

/** The place that `$ref`, `$recursiveRef` or `$dynamicRef` leads to. Throws a fault for a remote or missing one. */
export function targetOf(document: SchemaDocument, place: Place, keyword: string, reference: unknown): Place {
  const at = below(place.pointer, keyword);
  if (typeof reference !== 'string') throw badKeyword(at, keyword, 'a URI reference', reference);
  const [front = '', ...rest] = reference.split('#');
  const base = absolute(front, place.base);
  const fragment = rest.join('#');
  const found = pointerOf(document, base, fragment);
  if (found === undefined) throw unresolved(document, at, keyword, reference, base);
  const outer = dynamicTarget(document, place, keyword, `${base}#${fragment}`);
  const names = new Set([
    ...(front === '' ? [] : [base]),
    ...(fragment.startsWith('/') ? [] : [`${base}#${decode(fragment)}`]),
    ...(outer === undefined ? [] : [outer]),
  ]);
  const twins = [...names].flatMap((name) => differing(document, name) ?? []);
  if (twins.length > 0) throw ambiguous(at, keyword, reference, twins);
  return placeAt(document, outer === undefined ? found : (document.dynamic.get(outer) as string), place.scope);
}

/** The places of a name that several schemas claim; undefined where one does, or where they are all the same. */
function differing({ doubled, root }: SchemaDocument, name: string): readonly string[] | undefined {
  const places = doubled.get(name);
  const texts = places?.map((pointer) => equalityKey(valueAt(root, stepsOf(pointer)) as JsonValue));
  return new Set(texts).size > 1 ? places : undefined;
}

function ambiguous(path: string, keyword: string, reference: string, places: readonly string[]): SchemaFault {
  const shown = places.slice(0, mostShown).map((pointer) => pointer || 'the root');
  const more = places.length > mostShown ? ` and ${places.length - mostShown} more` : '';
  return new SchemaFault({
    code: 'ambiguous-ref',
    path,
    message: `"${keyword}" at ${path} is ${JSON.stringify(reference)}, a name of several schemas: ${shown.join(', ')}${more}.`,
    fix: 'Give each of them an identifier of its own, or refer to the one that you mean by a JSON pointer.',
  });
}

/** Places that a message names. */
const mostShown = 4;

/** The dynamic anchor that a dynamic reference leads to: the outermost resource's, if its first target has the same one. */
function dynamicTarget(document: SchemaDocument, place: Place, keyword: string, anchor: string): string | undefined {
  if (keyword === '$ref' || !document.dynamic.has(anchor)) return undefined;
  const name = anchor.slice(anchor.indexOf('#'));
  const outermost = place.scope.find((resource) => document.dynamic.has(resource + name));
  return outermost === undefined ? undefined : outermost + name;
}

/** Where a fragment leads in a resource of the document; undefined where nothing stands there. */
export function pointerOf(document: SchemaDocument, base: string, fragment: string): string | undefined {
  const resource = document.resources.get(base);
  if (resource === undefined) return undefined;
  if (fragment === '') return resource;
  const decoded = decode(fragment);
  if (!decoded.startsWith('/')) return document.anchors.get(`${base}#${decoded}`);
  const pointer = below(resource, ...stepsOf(decoded));
  return valueAt(document.root, stepsOf(pointer)) === undefined ? undefined : pointer;
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function schemaOf(value: unknown, pointer: string): AnySchema {
  if (typeof value === 'boolean' || isRecord(value)) return value;
  throw notASchema(pointer, value);
}

function entered(document: SchemaDocument, scope: readonly string[], base: string): readonly string[] {
  return document.dynamic.size === 0 || scope.includes(base) ? scope : [...scope, base];
}

function unresolved(document: SchemaDocument, path: string, keyword: string, reference: string, base: string) {
  const named = `"${keyword}" at ${path} is ${JSON.stringify(reference)}`;
  return document.resources.has(base)
    ? new SchemaFault({
        code: 'missing-ref',
        path,
        message: `${named}, but nothing stands there.`,
        fix: 'Define what it refers to, or correct the reference.',
      })
    : new SchemaFault({
        code: 'remote-ref',
        path,
        message: `${named}, which is outside this document; nothing is ever fetched.`,
        fix: 'Copy the schema it refers to into "$defs" and refer to it there.',
      });
}
