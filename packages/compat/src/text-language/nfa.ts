import type { CharSet } from '@sluice/contract/patterns';
import { type Assertion, type Node, never, nothingMore, sizeOf } from '@sluice/contract/patterns';
import type { SetPool } from './alphabet.js';

/** An assertion whose set is a number in the pool. */
export type Test =
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'word'; readonly negative: boolean }
  | { readonly kind: 'next'; readonly negative: boolean; readonly set: number }
  | { readonly kind: 'previous'; readonly negative: boolean; readonly bit: number };

/** One node of the automaton: reads a character, branches, demands something of the place, or is the end of the match. */
export type Step =
  | { readonly kind: 'read'; readonly set: number; readonly then: number }
  | { readonly kind: 'branch'; readonly targets: number[] }
  | { readonly kind: 'test'; readonly test: Test; readonly then: number }
  | { readonly kind: 'match' };

/** A nondeterministic automaton that finds a pattern. `previous` are the sets whose membership of the last character it asks for. */
export interface Nfa {
  readonly steps: readonly Step[];
  readonly start: number;
  readonly previous: readonly number[];
  /** False if it stands for more, or for less, than the pattern: see `Side`. */
  readonly exact: boolean;
}

/** What stands in for what an automaton cannot do: `over` matches at least what the pattern does, `under` at most that. */
export type Side = 'over' | 'under';

interface Builder {
  readonly side: Side;
  readonly pool: SetPool;
  readonly room: number;
  readonly steps: Step[];
  readonly previous: number[];
  exact: boolean;
}

/** How many sets one number can keep apart as bits. */
const bits = 30;

/** Builds the automaton; repetitions that would take more than `room` nodes are approximated. */
export function nfaOf(node: Node, side: Side, pool: SetPool, room: number): Nfa {
  const builder: Builder = { side, pool, room, steps: [{ kind: 'match' }], previous: [], exact: true };
  const start = build(node, 0, builder);
  return { steps: builder.steps, start, previous: builder.previous, exact: builder.exact };
}

/** Adds the nodes for one part in front of `then` and returns the first of them. */
function build(node: Node, then: number, builder: Builder): number {
  return builds[node.kind](node as never, then, builder);
}

type Build<N extends Node> = (node: N, then: number, builder: Builder) => number;

const builds: { readonly [K in Node['kind']]: Build<Extract<Node, { kind: K }>> } = {
  chars: ({ set }, then, builder) => push({ kind: 'read', set: builder.pool.add(set), then }, builder),
  sequence: ({ items }, then, builder) => items.reduceRight((next, item) => build(item, next, builder), then),
  choice: ({ options }, then, builder) =>
    push({ kind: 'branch', targets: options.map((option) => build(option, then, builder)) }, builder),
  repeat: (node, then, builder) => repeat(node, then, builder),
  assertion: ({ test }, then, builder) => push({ kind: 'test', test: testOf(test, builder), then }, builder),
  look: ({ body, behind, negative }, then, builder) => {
    const test = oneCharacter(body, behind, negative);
    return test && builder.previous.length < bits
      ? build({ kind: 'assertion', test }, then, builder)
      : approximate(nothingMore, then, builder);
  },
  opaque: ({ within }, then, builder) => approximate(within, then, builder),
};

function push(step: Step, builder: Builder): number {
  builder.steps.push(step);
  return builder.steps.length - 1;
}

function approximate(over: Node, then: number, builder: Builder): number {
  builder.exact = false;
  return build(builder.side === 'over' ? over : never, then, builder);
}

/** A look-around of one character is a plain condition on the neighbour. */
function oneCharacter(body: Node, behind: boolean, negative: boolean): Assertion | undefined {
  if (body.kind === 'chars') return { kind: behind ? 'previous' : 'next', negative, set: body.set };
  return undefined;
}

function testOf(test: Assertion, builder: Builder): Test {
  if (test.kind === 'next') return { ...test, set: builder.pool.add(test.set) };
  if (test.kind === 'previous') return { ...test, bit: bitOf(test.set, builder) };
  return test;
}

function bitOf(set: CharSet, { previous, pool }: Builder): number {
  const number = pool.add(set);
  if (!previous.includes(number)) previous.push(number);
  return previous.indexOf(number);
}

function repeat(node: Extract<Node, { kind: 'repeat' }>, then: number, builder: Builder): number {
  const fitting = fit(node, builder);
  if (!fitting) return build(never, then, builder);
  let entry = then;
  if (fitting.max === Number.POSITIVE_INFINITY) {
    const targets = [then];
    entry = push({ kind: 'branch', targets }, builder);
    targets.unshift(build(node.body, entry, builder));
  }
  for (let i = fitting.min; Number.isFinite(fitting.max) && i < fitting.max; i++) {
    entry = push({ kind: 'branch', targets: [build(node.body, entry, builder), then] }, builder);
  }
  for (let i = 0; i < fitting.min; i++) entry = build(node.body, entry, builder);
  return entry;
}

/** The counts that fit into the room; undefined where even the least number does not and less is wanted. */
function fit(node: Extract<Node, { kind: 'repeat' }>, builder: Builder): { min: number; max: number } | undefined {
  const { body, min, max } = node;
  const room = builder.room - builder.steps.length;
  if (sizeOf(node) <= room) return { min, max };
  builder.exact = false;
  const most = Math.max(0, Math.floor(room / 2 / (sizeOf(body) + 1)));
  if (builder.side === 'over') return { min: Math.min(min, most), max: Number.POSITIVE_INFINITY };
  return min <= most ? { min, max: Math.min(max, Math.max(min, most)) } : undefined;
}
