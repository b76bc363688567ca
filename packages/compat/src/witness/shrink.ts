import type { JsonValue } from '@sluice/contract';

/**
 * Takes out keys and elements, at any depth, as long as what is left still shows it; the result has nothing that could
 * be spared. `holds` decides, and ends the search by answering false.
 */
export function shrink(event: JsonValue, holds: (smaller: JsonValue) => boolean): JsonValue {
  let current = event;
  let next = step(current, holds);
  while (next !== undefined) {
    current = next;
    next = step(current, holds);
  }
  return current;
}

function step(event: JsonValue, holds: (smaller: JsonValue) => boolean): JsonValue | undefined {
  for (const smaller of reductions(event)) if (holds(smaller)) return smaller;
  return undefined;
}

/** Every value with exactly one key or element less, the outermost first. */
function* reductions(value: JsonValue): Generator<JsonValue> {
  if (value === null || typeof value !== 'object') return;
  const keys = Object.keys(value);
  for (const key of keys) yield without(value, key);
  for (const key of keys) {
    const inner = (value as { [key: string]: JsonValue })[key] as JsonValue;
    for (const smaller of reductions(inner)) yield replaced(value, key, smaller);
  }
}

function without(value: object, key: string): JsonValue {
  if (Array.isArray(value)) return value.filter((_, index) => String(index) !== key);
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

function replaced(value: object, key: string, smaller: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((one, index) => (String(index) === key ? smaller : one));
  return { ...value, [key]: smaller };
}
