import type { JsonValue } from '@sluice/contract';

const mostTries = 300;

/** The smallest value reachable by leaving out parts and by simpler scalars for which the condition still holds. */
export function shrink(value: JsonValue, holds: (candidate: JsonValue) => boolean): JsonValue {
  let best = value;
  let tries = 0;
  for (let again = true; again; ) {
    again = false;
    for (const candidate of smaller(best)) {
      if (tries++ >= mostTries) return best;
      if (!holds(candidate)) continue;
      best = candidate;
      again = true;
      break;
    }
  }
  return best;
}

/** Every value one step smaller, the boldest steps first. */
function* smaller(value: JsonValue): Generator<JsonValue> {
  if (typeof value === 'string' && value.length > 0) {
    yield '';
    if (value.length > 2) yield value.slice(0, Math.floor(value.length / 2));
    yield value.slice(0, -1);
  }
  if (typeof value === 'number' && value !== 0) {
    yield 0;
    if (!Number.isInteger(value)) yield Math.trunc(value);
  }
  if (Array.isArray(value)) yield* smallerArrays(value);
  else if (value !== null && typeof value === 'object') yield* smallerObjects(value);
}

function* smallerArrays(value: readonly JsonValue[]): Generator<JsonValue> {
  if (value.length > 1) yield [];
  for (const index of value.keys()) yield value.filter((_, other) => other !== index);
  for (const [index, element] of value.entries()) {
    for (const less of smaller(element)) yield value.map((other, at) => (at === index ? less : other));
  }
}

function* smallerObjects(value: { [key: string]: JsonValue }): Generator<JsonValue> {
  const entries = Object.entries(value);
  if (entries.length > 1) yield {};
  for (const [key] of entries) yield Object.fromEntries(entries.filter(([other]) => other !== key));
  for (const [key, member] of entries) {
    for (const less of smaller(member))
      yield Object.fromEntries(entries.map(([other, old]) => [other, other === key ? less : old]));
  }
}
