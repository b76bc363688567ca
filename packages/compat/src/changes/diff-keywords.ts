import type { JsonSchema } from '@sluice/contract';
import { boundMove, bounds } from './bounds.js';
import type { Change } from './change.js';
import type { Path } from './path.js';
import { annotations, keywordOf, sameJson } from './schema.js';

/** Keywords that a comparison of their own looks after. */
const handled = new Set([
  ...annotations,
  ...bounds.map(({ keyword }) => keyword),
  'type',
  'enum',
  'properties',
  'required',
  'items',
  'additionalProperties',
  'x-sluice',
]);

/** Differences in the keywords of one schema of unchanged type, not of what it contains. */
export function diffKeywords(before: JsonSchema, after: JsonSchema, path: Path): Change[] {
  return [
    ...diffTypes(before, after, path),
    ...diffBounds(before, after, path),
    ...diffEnum(before, after, path),
    ...diffDefault(before, after, path),
    ...diffRest(before, after, path),
  ];
}

/** The same logical type with other JSON types: another way of writing it on the wire. */
function diffTypes(before: JsonSchema, after: JsonSchema, path: Path): Change[] {
  const sorted = (schema: JsonSchema) => [schema.type ?? []].flat().sort();
  return sameJson(sorted(before), sorted(after))
    ? []
    : [{ kind: 'keyword-changed', keyword: 'type', path, before, after }];
}

function diffBounds(before: JsonSchema, after: JsonSchema, path: Path): Change[] {
  return bounds.flatMap((bound): Change[] => {
    const move = boundMove(bound, before, after);
    return move ? [{ kind: `bound-${move}`, keyword: bound.keyword, path, before, after }] : [];
  });
}

function diffEnum(before: JsonSchema, after: JsonSchema, path: Path): Change[] {
  const [old, now] = [before.enum, after.enum];
  if (!old || !now) return old || now ? [{ kind: 'keyword-changed', keyword: 'enum', path, before, after }] : [];
  const without = (all: readonly unknown[], some: readonly unknown[]) =>
    all.filter((one) => !some.some((other) => sameJson(one, other))).map(String);
  const [removed, added] = [without(old, now), without(now, old)];
  return [
    ...(removed.length ? [{ kind: 'enum-value-removed' as const, values: removed, path, before, after }] : []),
    ...(added.length ? [{ kind: 'enum-value-added' as const, values: added, path, before, after }] : []),
  ];
}

function diffDefault(before: JsonSchema, after: JsonSchema, path: Path): Change[] {
  return sameJson(before.default, after.default) ? [] : [{ kind: 'default-changed', path, before, after }];
}

/** Whatever else differs: nothing that could refuse a value goes by unseen. */
function diffRest(before: JsonSchema, after: JsonSchema, path: Path): Change[] {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)].filter((keyword) => !handled.has(keyword)));
  return [...keywords]
    .filter((keyword) => !sameJson(keywordOf(before, keyword), keywordOf(after, keyword)))
    .map((keyword) => ({ kind: 'keyword-changed', keyword, path, before, after }));
}
