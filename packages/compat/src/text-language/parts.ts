import type { TextUnits } from '@sluice/contract/patterns';
import { asserts, end, itemsOf, type Node, seesSurrogates, sequence, start, widthOf } from '@sluice/contract/patterns';

/** What a text must have (or must not have, if negative): the body somewhere in it, and a length from `from` to `to`. */
export interface Part {
  readonly body: Node;
  readonly negative: boolean;
  readonly from: number;
  readonly to: number;
}

type Repeat = Extract<Node, { kind: 'repeat' }>;

/** Repetitions up to this often are written out: the automaton stays small and lengths need no bookkeeping. */
const writtenOut = 8;

/**
 * A pattern as a conjunction. Look-aheads directly behind a leading `^` and look-behinds directly before a closing `$`
 * speak about the whole text and become parts of their own; what is left is stripped of repetitions that do not matter.
 */
export function partsOf(pattern: Node, reading: TextUnits): Part[] {
  const items = [...itemsOf(pattern)];
  const looks: Part[] = [];
  while (asserts(items[0], 'start') && items[1]?.kind === 'look' && !items[1].behind) {
    const [look] = items.splice(1, 1) as [Extract<Node, { kind: 'look' }>];
    looks.push(partOf(sequence([start, look.body]), look.negative, reading));
  }
  for (let before = items[items.length - 2]; asserts(items[items.length - 1], 'end') && isLookBehind(before); ) {
    items.splice(items.length - 2, 1);
    looks.push(partOf(sequence([before.body, end]), before.negative, reading));
    before = items[items.length - 2];
  }
  return [partOf(sequence(items), false, reading), ...looks];
}

function isLookBehind(node: Node | undefined): node is Extract<Node, { kind: 'look' }> {
  return node?.kind === 'look' && node.behind;
}

function partOf(body: Node, negative: boolean, reading: TextUnits): Part {
  const items = trimmed(itemsOf(body));
  return {
    negative,
    ...(windowOf(items, reading) ?? { body: sequence(items), from: 0, to: Number.POSITIVE_INFINITY }),
  };
}

/** Found somewhere: repetitions at the outer ends need not go beyond their least number. */
function trimmed(items: readonly Node[]): Node[] {
  return items.map((item, i) => {
    const outer = (i === 0 || i === items.length - 1) && item.kind === 'repeat';
    return outer ? { ...item, max: item.min } : item;
  });
}

/**
 * `^prefix X{m,n} suffix$` where everything else has a fixed width: the length of the text tells how often X stands
 * there, so the count becomes a bound on the length and the automaton stays small however large it is.
 */
function windowOf(items: readonly Node[], reading: TextUnits): Omit<Part, 'negative'> | undefined {
  if (!asserts(items[0], 'start') || !asserts(items[items.length - 1], 'end')) return undefined;
  const at = countedAt(items);
  if (at === undefined || (reading === 'units' && items.some(seesSurrogates))) return undefined;
  const { body, min, max } = items[at] as Repeat;
  const rest = widthOf(sequence(items.filter((_, i) => i !== at)));
  const width = widthOf(body);
  if (rest === undefined || !width) return undefined;
  const loop: Node = { kind: 'repeat', body, min: 0, max: Number.POSITIVE_INFINITY };
  return { body: sequence(items.with(at, loop)), from: rest + min * width, to: rest + max * width };
}

function countedAt(items: readonly Node[]): number | undefined {
  const repeats = [...items.keys()].filter((i) => items[i]?.kind === 'repeat');
  const varied = repeats.filter((i) => widthOf(items[i] as Node) === undefined);
  const counted = (varied.length > 0 ? varied : repeats).sort((a, b) => countOf(items[b]) - countOf(items[a]))[0];
  return varied.length <= 1 && countOf(items[counted ?? -1]) > writtenOut ? counted : undefined;
}

function countOf(node: Node | undefined): number {
  const { min, max } = (node as Repeat | undefined) ?? { min: 0, max: 0 };
  return max === Number.POSITIVE_INFINITY ? min : max;
}
