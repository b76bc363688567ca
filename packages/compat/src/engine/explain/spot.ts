import type { JsonValue } from '@sluice/contract';
import type { Compiler } from '../compile/compiler.js';
import type { Place } from '../compile/place.js';
import type { Step } from '../compile/pointer.js';
import { Site } from '../compile/site.js';
import { holds } from '../holds.js';

/** Why a schema refuses a value. */
export interface Explanation {
  readonly keyword: string;
  /** The keys that lead to the offending value; for a missing or superfluous property its name comes last. */
  readonly path: readonly string[];
  /** The keywords, names and positions that lead from the root of the schema to the one that holds the keyword. */
  readonly place: readonly Step[];
  /** The JSON pointer of the schema that holds the keyword, references followed. */
  readonly pointer: string;
  /** The property that is missing or too much. */
  readonly name?: string;
  readonly message: string;
}

/** A schema of one document. */
export interface Spot {
  readonly compiler: Compiler;
  readonly place: Place;
}

/** A schema that refuses a value, and what stands at its place in the schema that accepts it. */
export interface Refusal extends Spot {
  readonly value: JsonValue;
  readonly path: readonly string[];
  readonly at: readonly Step[];
  readonly other?: Spot;
}

const references: ReadonlySet<string> = new Set(['$ref', '$dynamicRef', '$recursiveRef']);
/** Whether a schema accepts a value; undefined where that cannot be decided. */
export function accepts({ compiler, place }: Spot, value: JsonValue): boolean | undefined {
  return holds(compiler.same(place, 'written', []), value);
}

/** The schema below a spot; undefined where none stands there. */
export function childOf({ compiler, place }: Spot, ...steps: readonly Step[]): Spot | undefined {
  const site = siteOf({ compiler, place });
  const [keyword] = steps;
  if (keyword === undefined || site.get(String(keyword)) === undefined) return undefined;
  try {
    const reference = steps.length === 1 && references.has(String(keyword));
    return { compiler, place: reference ? site.target(String(keyword)) : site.child(...steps) };
  } catch {
    return undefined;
  }
}

/** Typed access to the keywords of a schema, as it is written. */
export function siteOf({ compiler, place }: Spot): Site {
  return new Site(compiler, place, 'written', []);
}

/** A spot behind the references that stand there alone or beside others. */
export function resolved(spot: Spot | undefined): Spot | undefined {
  let found = spot;
  for (let hops = 0; found && hops < 20; hops++) {
    const next: Spot | undefined = childOf(found, '$ref');
    if (!next) return found;
    found = next;
  }
  return found;
}
