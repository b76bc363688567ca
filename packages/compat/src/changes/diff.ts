import type { JsonSchema } from '@sluice/contract';
import type { Change } from './change.js';
import { diffKeywords } from './diff-keywords.js';
import { diffProperties } from './diff-properties.js';
import { element, type Path, value } from './path.js';
import { mapValueOf, sameJson } from './schema.js';
import { typeName } from './type-name.js';

/**
 * Every difference between two schemas that has a say in what is accepted, where it is stored or what it is called;
 * at any depth, in the order of the newer schema. Prose is no difference. `diff(a, a)` is empty.
 */
export function diff(before: JsonSchema, after: JsonSchema): Change[] {
  return diffAt(before, after, []);
}

/** The same, for two sub-schemas that stand at this path. */
function diffAt(before: JsonSchema, after: JsonSchema, path: Path): Change[] {
  if (sameJson(before, after)) return [];
  if (typeName(before) !== typeName(after)) return [{ kind: 'type-changed', path, before, after }];
  return [
    ...diffKeywords(before, after, path),
    ...diffProperties(before, after, path, diffAt),
    ...diffInner(before.items, after.items, { keyword: 'items', before, after, path: [...path, element] }),
    ...diffInner(mapValueOf(before), mapValueOf(after), {
      keyword: 'additionalProperties',
      before,
      after,
      path: [...path, value],
    }),
  ];
}

interface Container {
  readonly keyword: string;
  readonly before: JsonSchema;
  readonly after: JsonSchema;
  readonly path: Path;
}

/** What a container holds: compared where both say so, else a change of the keyword that holds it. */
function diffInner(before: JsonSchema | undefined, after: JsonSchema | undefined, container: Container): Change[] {
  if (before && after) return diffAt(before, after, container.path);
  const { keyword, path, before: outer, after: newOuter } = container;
  const held = [keyword === 'items' ? outer.items : outer.additionalProperties, heldBy(keyword, newOuter)];
  if (isOpen(held[0]) && isOpen(held[1])) return [];
  if (sameJson(held[0], held[1])) return [];
  return [{ kind: 'keyword-changed', path: path.slice(0, -1), keyword, before: outer, after: newOuter }];
}

function heldBy(keyword: string, schema: JsonSchema): JsonSchema | boolean | undefined {
  return keyword === 'items' ? schema.items : schema.additionalProperties;
}

function isOpen(held: JsonSchema | boolean | undefined): boolean {
  return held === undefined || held === true;
}
