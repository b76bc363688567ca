import { digitsOf } from '../codegen1/digits.js';
import { constraints, type TableNode } from '../codegen1/table.js';
import type { EventError, JsonObject, RuntimeVersion } from '../codegen1/types.js';

/** Milliseconds before this, 1973-03-03, are seconds that were meant: those of all years until 5138. */
const FIRST_SENSIBLE = 100_000_000_000;
const LAST_MILLI = 253_402_300_799_999;

/** The envelope's field that says when an event happened. */
const TIMESTAMP = 'timestamp';

const known = new WeakMap<RuntimeVersion, readonly string[]>();

/** Says of an event that its time, which counts milliseconds, looks like seconds. */
export function clockFlaw(version: RuntimeVersion, event: JsonObject, text: string): EventError | undefined {
  for (const name of namesOf(version)) {
    const said = event[name];
    if (typeof said !== 'number' || said >= FIRST_SENSIBLE) continue;
    const path = `/${name}`;
    const message = `Must be milliseconds since 1970, found ${digitsOf(text)(path) ?? said}: that looks like seconds. Send milliseconds.`;
    return { code: 'timestamp-seconds', path, message };
  }
  return undefined;
}

/** The names under which a version takes the time in milliseconds; none where it takes a text, or no time at all. */
function namesOf(version: RuntimeVersion): readonly string[] {
  const names = known.get(version) ?? findNames(version);
  known.set(version, names);
  return names;
}

function findNames({ schema }: RuntimeVersion): readonly string[] {
  const row = constraints(schema as TableNode).fields?.find(([name]) => name === TIMESTAMP);
  if (!row) return [];
  const [name, node, , ...olds] = row;
  const { type, maximum = Number.POSITIVE_INFINITY } = constraints(node);
  return type === 'integer' && maximum <= LAST_MILLI && maximum > 2 ** 31 ? [name, ...olds] : [];
}
