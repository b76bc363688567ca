import type { JsonValue } from '@sluice/contract';
import { element, formatPath, type PathStep, property } from '../changes/path.js';
import { assertsFormat } from '../engine/compare-pair.js';
import { below, type Step } from '../engine/compile/pointer.js';
import { type Explanation, explainRefusal } from '../engine/explain/index.js';
import type { Answer, AnySchema, CompareOptions, Comparison, Direction, Undecided } from '../engine/types.js';
import { type Bundle, fileAt } from '../files/bundle.js';
import { prunedSchema } from '../oracle/index.js';
import { unfinished as notAll } from '../rules/observe.js';
import { ruleOfKeyword } from './keyword-rules.js';

/** What two schemas are to each other in one direction or both. */
export type PairAnswers = { readonly [D in Direction]?: Comparison };

/** One reason why two schemas are not compatible, or not known to be. */
export interface PairFinding {
  /** A rule of the check, `incompatible` where no single place is to blame, `undecided` where the answer is unknown. */
  readonly rule: string;
  readonly direction: Direction;
  readonly verdict: Exclude<Answer, 'compatible'>;
  /** Where in the value (`lines[].price`), or the JSON pointer into the schema of what could not be decided. */
  readonly path: string;
  /** The file in which the keyword stands, where the schema was read from several and it is not the first of them. */
  readonly file?: string;
  /** The keyword that turns the witness down, or that stood in the way of an answer. */
  readonly keyword: string;
  readonly message: string;
  /** A value that one schema accepts and the other refuses. */
  readonly witness?: JsonValue;
}

interface Sides {
  readonly before: AnySchema;
  readonly after: AnySchema;
  /** The files that each was read from, by the JSON pointer of the part. */
  readonly parts?: { readonly before: Bundle['parts']; readonly after: Bundle['parts'] };
}

const told: { readonly [D in Direction]: { readonly accepts: string; readonly refuses: string } } = {
  backward: { accepts: 'The old schema accepts the value', refuses: 'the new one refuses it' },
  forward: { accepts: 'The new schema accepts the value', refuses: 'the old one refuses it' },
};

type Broken = Extract<Comparison, { answer: 'breaking' }>;

/**
 * A finding for each direction that is not proven compatible: one witness is enough. A second one says so where what is
 * left beside a break could not be decided.
 */
export function pairFindings(sides: Sides, answers: PairAnswers, options: CompareOptions): PairFinding[] {
  return (['backward', 'forward'] as const).flatMap((direction) => {
    const comparison = answers[direction];
    if (!comparison || comparison.answer === 'compatible') return [];
    if (comparison.answer === 'unknown') return [undecided(comparison, direction)];
    const found = breaking(comparison, direction, sides, options);
    return comparison.rest ? [found, unfinished(comparison.rest, direction)] : [found];
  });
}

function breaking({ witness }: Broken, direction: Direction, sides: Sides, options: CompareOptions): PairFinding {
  const { accepts, refuses } = told[direction];
  const reason = reasonOf(witness, direction, sides, options);
  const parts = direction === 'backward' ? sides.parts?.after : sides.parts?.before;
  const file = reason && parts && fileAt(reason.pointer, parts);
  return {
    ...(file !== undefined && { file }),
    rule: reason ? ruleOfKeyword(reason.keyword, direction) : 'incompatible',
    direction,
    verdict: 'breaking',
    path: reason ? pathOf(reason, witness) : '',
    keyword: reason?.keyword ?? '',
    message: `${accepts}, ${refuses}${reason ? `: ${reason.message}` : ''}.`,
    witness,
  };
}

function reasonOf(
  witness: JsonValue,
  direction: Direction,
  { before, after }: Sides,
  options: CompareOptions,
): Explanation | undefined {
  const [accepting, refusing] = direction === 'backward' ? [before, after] : [after, before];
  try {
    const [other, own] = [accepting, refusing].map((schema) => prunedSchema(schema, witness, false).schema);
    return explainRefusal(own as AnySchema, other as AnySchema, witness, assertsFormat(options));
  } catch {
    // What nobody can compile has no place to blame either.
    return undefined;
  }
}

/** Keywords on whose way a value has one place only, so that its own path says where. */
const plain: ReadonlySet<string> = new Set(['properties', 'items', '$ref', '$dynamicRef', '$recursiveRef']);

/** Where in the value; below a union or a condition, where in the schema, so that the branch is named too. */
function pathOf({ path, place, name }: Explanation, witness: JsonValue): string {
  if (isPlain(place)) return formatPath(stepsOf(path, witness));
  return below('', ...place, ...(name === undefined ? [] : ['properties', name])).slice(1);
}

function isPlain(place: readonly Step[]): boolean {
  for (let index = 0; index < place.length; index++) {
    const keyword = place[index];
    if (typeof keyword !== 'string' || !plain.has(keyword)) return false;
    if (keyword === 'properties') index++;
    if (keyword === 'items' && typeof place[index + 1] === 'number') return false;
  }
  return true;
}

function undecided({ keyword, path, why }: Undecided, direction: Direction): PairFinding {
  return { rule: 'undecided', direction, verdict: 'unknown', path, keyword, message: why };
}

/** Beside a break that was found: what else there is may break more. */
function unfinished({ keyword, path }: Undecided, direction: Direction): PairFinding {
  return { rule: 'undecided', direction, verdict: 'unknown', path, keyword, message: notAll({ keyword }) };
}

/** A key is an element's place where the value has a list there, and a property's name elsewhere. */
function stepsOf(keys: readonly string[], root: JsonValue): PathStep[] {
  let value: JsonValue | undefined = root;
  return keys.map((key) => {
    const isList = Array.isArray(value);
    value = typeof value === 'object' && value !== null ? (value as { [name: string]: JsonValue })[key] : undefined;
    return isList ? element : property(key);
  });
}
