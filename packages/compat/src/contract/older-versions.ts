import type { EventVersion, JsonSchema } from '@sluice/contract';
import type { Change } from '../changes/change.js';
import { aliasesOf, isRequired, propertyOf, sameJson } from '../changes/schema.js';

/**
 * The versions that a new one has to be compared with besides its predecessor, newest first. `earlier`: those before the
 * predecessor. One is left out where it has everything that this step touches just as the predecessor or a version
 * already chosen has it: what it would show is known.
 */
export function olderVersions(
  predecessor: EventVersion,
  changes: readonly Change[],
  earlier: readonly EventVersion[],
): EventVersion[] {
  const names = [...touchedNames(changes)];
  const chosen = [predecessor];
  for (const version of [...earlier].reverse()) {
    if (chosen.every((other) => names.some((name) => differAt(name, version, other)))) chosen.push(version);
  }
  return chosen.slice(1);
}

/** The names of an event's fields, old ones included, in which or below which something is different. */
export function touchedNames(changes: readonly Change[]): Set<string> {
  return new Set(
    changes.flatMap((change) => {
      const [step] = change.path;
      const names = step?.kind === 'property' ? [step.name, ...(step.was === undefined ? [] : [step.was])] : [];
      const aliases = change.path.length === 1 && 'after' in change ? aliasesOf(change.after) : [];
      return [...names, ...aliases, ...('from' in change ? [change.from] : [])];
    }),
  );
}

function differAt(name: string, version: EventVersion, another: EventVersion): boolean {
  const [one, other] = [version, another].map(schemaOf) as [JsonSchema, JsonSchema];
  const [before, after] = [propertyOf(one, name), propertyOf(other, name)];
  if (!before || !after) return before !== after;
  return isRequired(one, name) !== isRequired(other, name) || !sameJson(before, after);
}

function schemaOf({ document }: { readonly document: object }): JsonSchema {
  return document as JsonSchema;
}
