import type { JsonSchema, JsonValue } from '@sluice/contract';
import type { Change, ChangeKind, ChangeOf } from '../changes/change.js';
import type { Path } from '../changes/path.js';
import { keywordOf } from '../changes/schema.js';
import { shrink } from '../engine/shrink.js';
import type { Reason } from '../oracle/index.js';
import { candidates, planted } from './candidates.js';
import { type Obstacle, rejectedValues } from './rejected-values.js';
import type { SchemaPair } from './schema-pair.js';

/** What is known about a change: a proof that it hurts nobody, a witness that it does, or neither. */
export type Compatibility = 'compatible' | 'breaking' | 'unknown';

/** A concrete event that shows a break, confirmed by Ajv with both versions and as small as it can be. */
export interface Witness {
  readonly event: JsonValue;
  /** The newer version refuses it, or accepts it without knowing what to do with a value in it. */
  readonly shows: 'rejected' | 'value-lost';
  /** What the newer version says about it. */
  readonly reason: string;
}

/** The verdict on one change at ingestion. */
export interface IngestResult {
  readonly verdict: Compatibility;
  /** Present exactly where the verdict is `breaking`. */
  readonly witness?: Witness;
  /** What stood in the way of a proof, where the verdict is `unknown` and something did. */
  readonly obstacle?: Obstacle;
  /** What stood in the way of an answer for the rest, where the verdict is `breaking` and something did. */
  readonly rest?: Obstacle;
  /** Judgements made; the same on every machine. */
  readonly steps: number;
}

/** How many judgements one change may take, unless the caller says otherwise. */
export const defaultBudget = 2000;

/** Why a change may hurt, and values at its place that the engine found to show it. */
interface Suspicion {
  readonly obstacle: Obstacle;
  readonly values: Iterable<JsonValue>;
  /** What stands in the way of an answer for the rest once there is a witness; absent where the change is of one keyword. */
  readonly rest?: () => Obstacle | undefined;
}

const none = () => undefined;
const absent = (keyword: string): Suspicion => ({ obstacle: { keyword, path: [] }, values: [] });

/** Asks the engine about everything that stands at the place of the change. */
function byProof(keyword: string, before: JsonSchema, after: JsonSchema): Suspicion | undefined {
  const found = rejectedValues(before, after);
  if (found.kind === 'none') return undefined;
  if (found.kind === 'unknown') return { obstacle: found.obstacle, values: [], rest: () => found.obstacle };
  return { obstacle: { keyword, path: [] }, values: found.values, rest: () => found.rest() };
}

/** Asks it about the changed keyword alone, since other changes are judged on their own. */
function byKeyword(keyword: string, before: JsonSchema, after: JsonSchema): Suspicion | undefined {
  const found = byProof(keyword, before, { [keyword]: keywordOf(after, keyword) });
  return found && { obstacle: found.obstacle, values: found.values };
}

/** What keeps each kind of change from being proven harmless; nothing where it is. */
const suspicions: { readonly [K in ChangeKind]: (change: ChangeOf<K>) => Suspicion | undefined } = {
  'field-added': ({ required, after }) => (required && after.default === undefined ? absent('required') : undefined),
  'field-removed': () => absent('properties'),
  'field-renamed': none,
  'field-replaced': () => absent('properties'),
  'field-made-required': ({ after }) => (after.default === undefined ? absent('required') : undefined),
  'field-made-optional': none,
  'type-changed': ({ before, after }) => byProof('type', before, after),
  'enum-value-added': none,
  'enum-value-removed': ({ before, after }) => byKeyword('enum', before, after),
  'bound-tightened': ({ keyword, before, after }) => byKeyword(keyword, before, after),
  'bound-loosened': none,
  'keyword-changed': ({ keyword, before, after }) => byProof(keyword, before, after),
  'alias-added': ({ taken }) => (taken ? absent('x-sluice') : undefined),
  'alias-removed': () => absent('x-sluice'),
  'default-changed': none,
  'column-changed': none,
};

/**
 * Judges one change of a pair of versions: the engine's proof first, then the search for a witness, first among events
 * made for the kind of change and then with the values on which the proof failed.
 */
export function judgeIngest(pair: SchemaPair, change: Change, budget = defaultBudget): IngestResult {
  const suspicion = (suspicions[change.kind] as (change: Change) => Suspicion | undefined)(change);
  if (!suspicion) return { verdict: 'compatible', steps: 0 };
  const counter = { left: budget };
  const witness = findWitness(pair, change, suspicion, counter);
  const steps = budget - counter.left;
  if (!witness) return { verdict: 'unknown', obstacle: suspicion.obstacle, steps };
  const rest = suspicion.rest?.();
  return { verdict: 'breaking', witness, ...(rest && { rest }), steps };
}

function findWitness(
  pair: SchemaPair,
  change: Change,
  { values }: Suspicion,
  counter: { left: number },
): Witness | undefined {
  for (const explains of explanations(change)) {
    const trial: Trial = (event) => tried(pair, change, event, counter, explains);
    for (const event of eventsFor(change, pair.before, values)) {
      const found = trial(event);
      if (found) return { ...found, event: shrink(event, (smaller) => trial(smaller)?.shows === found.shows) };
    }
  }
  return undefined;
}

type Trial = (event: JsonValue) => Witness | undefined;

function* eventsFor(change: Change, before: JsonSchema, values: Iterable<JsonValue>): Generator<JsonValue> {
  yield* candidates(change, before);
  for (const value of values) yield* planted(before, change.path, value);
}

function tried(
  pair: SchemaPair,
  change: Change,
  event: JsonValue,
  counter: { left: number },
  explains: Explains,
): Witness | undefined {
  if (counter.left <= 0) return undefined;
  counter.left -= 1;
  if (!pair.accepts(event)) return undefined;
  const refused = pair
    .refuses(event)
    .find((reason) => concerns(reason, change.path, 'name') && explains(reason, change));
  if (refused) return { event, shows: 'rejected', reason: refused.message };
  if (!losing.has(change.kind)) return undefined;
  const lost = pair.loses(event).find((reason) => concerns(reason, lostPath(change), 'was'));
  return lost && { event, shows: 'value-lost', reason: lost.message };
}

/** The changes after which a value may arrive under a name that nobody knows. */
const losing: ReadonlySet<ChangeKind> = new Set(['field-removed', 'field-replaced', 'alias-removed']);

/** A value that travels under a name which the newer version has dropped is lost under that name. */
function lostPath(change: Change): Path {
  if (change.kind !== 'alias-removed') return change.path;
  return [...change.path.slice(0, -1), { kind: 'property', name: change.alias }];
}

/** The changes that an event shows by what it does not have. */
const byAbsence: ReadonlySet<ChangeKind> = new Set([
  'field-added',
  'field-made-required',
  'field-replaced',
  'alias-removed',
]);

type Explains = (reason: Reason, change: Change) => boolean;

/** The keyword that a change is about, where there is one. */
function keywordIn(change: Change): string | undefined {
  if (change.kind === 'bound-tightened') return change.keyword;
  return change.kind === 'enum-value-removed' ? 'enum' : undefined;
}

/**
 * Whether a reason at the place of the change is the change's own: several may meet in one field. Where no event shows
 * it alone, one that is refused there for another of them has to do.
 */
function explanations(change: Change): readonly Explains[] {
  const keyword = keywordIn(change);
  return keyword === undefined ? [anyhow] : [(reason) => reason.keyword === keyword, anyhow];
}

const anyhow: Explains = ({ keyword, path }, change) =>
  keyword !== 'required' || path.length > change.path.length || byAbsence.has(change.kind);

/** Whether a reason is about the place of the change or something inside it; other changes have their own witness. */
function concerns({ path }: Reason, place: Path, names: 'name' | 'was'): boolean {
  return (
    path.length >= place.length &&
    place.every((step, index) => {
      if (step.kind !== 'property') return true;
      return path[index] === (names === 'was' ? (step.was ?? step.name) : step.name);
    })
  );
}
