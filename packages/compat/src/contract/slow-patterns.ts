import type { EventVersion } from '@sluice/contract';
import { type SlowPattern, slowPatterns } from '@sluice/contract/patterns';
import { element, type Path, type PathStep, property, value } from '../changes/path.js';
import type { PatternSlow } from './contract-change.js';

/**
 * Patterns of versions at hand that could take a validator long. `published` are those of versions that are published, and
 * those that a new minor takes over from them as they are.
 */
export function slowPatternsOf(head: readonly EventVersion[], base: readonly EventVersion[]): PatternSlow[] {
  return head.flatMap((after) => {
    const earlier = base.filter(({ version, major }) => version === after.version || major === after.major);
    const known = new Set(earlier.flatMap(({ document }) => slowPatterns(document).map(keyOf)));
    return slowPatterns(after.document).map((found): PatternSlow => {
      const { pattern, message, fix, place } = found;
      const about = { after, path: pathOf(place), pattern, message, fix, published: known.has(keyOf(found)) };
      return { kind: 'pattern-slow', event: after.event, ...about };
    });
  });
}

function keyOf({ place, message }: SlowPattern): string {
  return JSON.stringify([place, message]);
}

/** The way to the value; what stands below `allOf` and the like is said of the value itself. */
function pathOf([keyword, ...more]: readonly string[]): Path {
  if (keyword === undefined) return [];
  if (keyword === 'properties') return [property(more[0] ?? ''), ...pathOf(more.slice(1))];
  if (lists.includes(keyword))
    return [...stepOf(keyword), ...pathOf(/^\d+$/.test(more[0] ?? '') ? more.slice(1) : more)];
  return [...stepOf(keyword), ...pathOf(named.includes(keyword) ? more.slice(1) : more)];
}

const lists: readonly string[] = ['items', 'allOf', 'anyOf', 'oneOf'];
const named: readonly string[] = ['patternProperties', 'dependencies', 'definitions'];

function stepOf(keyword: string): PathStep[] {
  if (keyword === 'items' || keyword === 'additionalItems' || keyword === 'contains') return [element];
  return keyword === 'additionalProperties' || keyword === 'patternProperties' ? [value] : [];
}
