import type { Fuel } from './dfa.js';
import { type Layers, layerAt, layersOf } from './layers.js';
import { type Bounds, firstState, type Product } from './product.js';
import type { Explored, Word } from './search.js';

/** Longer words than this are not written out. */
const longest = 1_000_000;

/** How many lengths are tried where a state means the same, and how many words are written out at most. */
const lengthsEach = 3;
const wordsAtMost = 6;

/** Words that come round to states they have been in, because shorter ones do not satisfy the bounds. */
export type LongWords =
  | { readonly kind: 'none' }
  | { readonly kind: 'words'; readonly words: readonly Word[] }
  | { readonly kind: 'gave up'; readonly why: string };

interface Edge {
  readonly letter: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Looks for words of every length that the bounds allow, once all states are known. Which states n letters lead to
 * repeats from some n on, so that great bounds cost no more than small ones.
 */
export function longerWords(product: Product, { targets }: Explored, fuel: Fuel): LongWords {
  const accepting = [...targets.keys()].filter((state) => acceptedSomewhere(product, state));
  if (accepting.length === 0) return { kind: 'none' };
  const { edges, useful } = usefulEdges(targets, accepting);
  const outgoing = groupedBy(edges, 'from', targets.length);
  const neighbours = outgoing.map((list) => list.map(({ to }) => to));
  const layers = layersOf(useful.has(firstState) ? [firstState] : [], neighbours, product.bounds.to, fuel);
  if (!layers) return { kind: 'gave up', why: 'too many lengths' };
  const lengths = product.segments.flatMap((segment) => lengthsIn(segment, product, layers));
  if (lengths.length === 0) return { kind: 'none' };
  const written = lengths.filter((length) => length <= longest).slice(0, wordsAtMost);
  if (written.length === 0) return { kind: 'gave up', why: `the shortest has ${lengths[0]} characters` };
  const incoming = groupedBy(edges, 'to', targets.length);
  return { kind: 'words', words: written.map((length) => wordOf(length, product, layers, incoming)) };
}

function acceptedSomewhere({ segments, accepts }: Product, state: number): boolean {
  return segments.some(({ from }) => accepts(state, from));
}

/** The states from which an accepting one can be reached, and one edge per pair of them. */
function usefulEdges(
  targets: readonly Int32Array[],
  accepting: readonly number[],
): { edges: Edge[]; useful: Set<number> } {
  const edges = targets.flatMap((row, from) => firstEdges(row, from));
  const incoming = groupedBy(edges, 'to', targets.length);
  const pending = [...accepting];
  const useful = new Set(pending);
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    for (const { from } of incoming[state] ?? []) {
      if (useful.has(from)) continue;
      useful.add(from);
      pending.push(from);
    }
  }
  return { edges: edges.filter(({ to }) => useful.has(to)), useful };
}

function firstEdges(row: Int32Array, from: number): Edge[] {
  const letters = new Map<number, number>();
  for (const [letter, to] of row.entries()) if (to >= 0 && !letters.has(to)) letters.set(to, letter);
  return [...letters].map(([to, letter]) => ({ from, to, letter }));
}

function groupedBy(edges: readonly Edge[], side: 'from' | 'to', count: number): Edge[][] {
  const groups: Edge[][] = Array.from({ length: count }, () => []);
  for (const edge of edges) groups[edge[side]]?.push(edge);
  return groups;
}

/** The first lengths of a segment at which a word ends well; beyond one period nothing new comes. */
function lengthsIn({ from, to }: Bounds, { accepts }: Product, layers: Layers): number[] {
  const lengths: number[] = [];
  const count = Math.max(0, layers.from - from) + Math.max(layers.period, lengthsEach);
  for (let i = 0; i < count && from + i <= to && lengths.length < lengthsEach; i++) {
    if (layerAt(layers, from + i).some((state) => accepts(state, from + i))) lengths.push(from + i);
  }
  return lengths;
}

/** Walks back from an accepting state through the layers. */
function wordOf(length: number, { accepts }: Product, layers: Layers, incoming: readonly Edge[][]): Word {
  let state = layerAt(layers, length).find((candidate) => accepts(candidate, length)) as number;
  const word: number[] = [];
  for (let at = length - 1; at >= 0; at--) {
    const layer = layerAt(layers, at);
    const { from, letter } = (incoming[state] as Edge[]).find((edge) => layer.includes(edge.from)) as Edge;
    word.push(letter);
    state = from;
  }
  return word.reverse();
}
