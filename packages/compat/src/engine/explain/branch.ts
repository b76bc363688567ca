import type { JsonValue } from '@sluice/contract';
import { isRecord, type Step } from '../compile/pointer.js';
import { equalityKey } from '../json-equality.js';
import { atomsOf, pinnedBy } from '../solve/disjoint.js';
import { accepts, childOf, type Explanation, type Refusal, resolved } from './spot.js';

interface Branch {
  readonly index: number;
  readonly explanation: Explanation;
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Why the branch that a value was meant for refuses it; undefined where no branch is closer than the others. */
export function branchOf(
  refusal: Refusal,
  keyword: string,
  positions: readonly number[],
  below: (steps: readonly Step[]) => Explanation | undefined,
): Explanation | undefined {
  const branches = positions.flatMap((index): Branch[] => {
    const spot = childOf(refusal, keyword, index);
    const explanation = below([keyword, index]);
    if (!spot || !explanation) return [];
    const formula = spot.compiler.same(spot.place, 'written', []);
    return [{ index, explanation, values: pinnedBy(atomsOf(formula)).values }];
  });
  const meant = branches.filter((branch) => !isForOther(branch, branches, refusal.value));
  if (meant.length === 1 && branches.length > 1) return meant[0]?.explanation;
  const before = acceptingBranch(refusal, keyword);
  const same = meant.find(({ index }) => index === before);
  if (same) return same.explanation;
  const depth = ({ explanation }: Branch) => explanation.path.length;
  const deepest = Math.max(...meant.map(depth));
  const [closest, ...more] = meant.filter((branch) => depth(branch) === deepest);
  if (positions.length === 1) return closest?.explanation;
  return more.length === 0 && deepest > refusal.path.length ? closest?.explanation : undefined;
}

/** Whether a constant that tells branches apart names another one. */
function isForOther({ values }: Branch, branches: readonly Branch[], value: JsonValue): boolean {
  return [...values].some(([name, listed]) => {
    const own = memberAt(value, name.split('\u0000'));
    if (own === undefined || listed.has(equalityKey(own))) return false;
    return branches.some((other) => other.values.get(name)?.has(equalityKey(own)) === true);
  });
}

function memberAt(value: JsonValue, names: readonly string[]): JsonValue | undefined {
  return names.reduce<JsonValue | undefined>(
    (member, name) => (isRecord(member) && Object.hasOwn(member, name) ? (member[name] as JsonValue) : undefined),
    value,
  );
}

/** The branch at the same place of the other schema that accepts the value. */
function acceptingBranch({ other, value }: Refusal, keyword: string): number | undefined {
  const behind = resolved(other);
  if (!behind) return undefined;
  for (let index = 0; ; index++) {
    const spot = childOf(behind, keyword, index);
    if (!spot) return undefined;
    if (accepts(spot, value) === true) return index;
  }
}
