import { readDocument, type SchemaDocument } from '../engine/compile/document.js';
import { isRecord, type Step, stepsOf, valueAt } from '../engine/compile/pointer.js';
import type { AnySchema } from '../engine/types.js';

/**
 * The schema with one name for each place, for Ajv refuses a schema in which two claim the same: later ones that claim an
 * identifier get one of their own, and later ones that claim an anchor lose it. For schemas of which no reference is
 * ambiguous, so that it changes nothing. Undefined where no name is claimed twice.
 */
export function withDistinctNames(schema: AnySchema): AnySchema | undefined {
  const document = readDocument(schema);
  if (document.doubled.size === 0) return undefined;
  let result: unknown = schema;
  for (const [name, [, ...later]] of document.doubled) {
    for (const pointer of later)
      result = changedAt(result, stepsOf(pointer), (one) => renamed(one, name, pointer, document));
  }
  return result as AnySchema;
}

type Keywords = { readonly [keyword: string]: unknown };

/** An anchor is named by its resource, `#` and its own name. */
function renamed(schema: Keywords, name: string, pointer: string, { settings }: SchemaDocument): Keywords {
  if (name.includes('#')) return without(schema, name.slice(name.indexOf('#') + 1));
  const base = settings.get(pointer)?.base;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, isId(key) && typeof value === 'string' ? base : value]),
  );
}

function isId(keyword: string): boolean {
  return keyword === '$id' || keyword === 'id';
}

function without(schema: Keywords, anchor: string): Keywords {
  const names = (key: string, value: unknown) =>
    ((key === '$anchor' || key === '$dynamicAnchor') && value === anchor) ||
    (isId(key) && typeof value === 'string' && value.endsWith(`#${anchor}`));
  return Object.fromEntries(Object.entries(schema).filter(([key, value]) => !names(key, value)));
}

function changedAt(root: unknown, steps: readonly Step[], change: (schema: Keywords) => Keywords): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return isRecord(root) ? change(root) : root;
  const inner = changedAt(valueAt(root, [step]), rest, change);
  if (Array.isArray(root)) return root.with(Number(step), inner);
  return Object.fromEntries(
    Object.entries(root as Keywords).map(([key, value]) => [key, key === step ? inner : value]),
  );
}
