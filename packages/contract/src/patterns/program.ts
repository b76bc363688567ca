import type { CharSet } from './char-set.js';
import { sizeOf } from './measure.js';
import { type Assertion, type Node, nothingMore } from './syntax.js';

/**
 * One step of a backtracking matcher. `branch` tries its targets in this order; `enter` begins an iteration and `progress`
 * fails where it has read nothing, as ECMAScript demands; `done` ends the body of a look-ahead; `behind` is a look-behind
 * of more than one character.
 */
export type Step =
  | { readonly kind: 'read'; readonly set: CharSet; readonly then: number }
  | { readonly kind: 'branch'; readonly targets: readonly number[] }
  | { readonly kind: 'enter' | 'progress'; readonly loop: number; readonly then: number }
  | { readonly kind: 'test'; readonly test: Assertion; readonly then: number }
  | { readonly kind: 'behind'; readonly body: Node; readonly then: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'match' };

/** Parts of patterns that no automaton follows. */
export type Beyond = 'a look-around' | 'a back-reference';

/** A pattern as steps. */
export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
  /** Whether the steps match exactly what the pattern does; else at least that, and on at least as many ways. */
  readonly exact: boolean;
  /** What no automaton follows, where there is such a thing. */
  readonly beyond?: Beyond;
  /** Whether the steps go at least the ways that a matcher goes; false where part of the pattern was not followed. */
  readonly complete: boolean;
}

interface Builder {
  readonly steps: Step[];
  exact: boolean;
  complete: boolean;
  loops: number;
  beyond?: Beyond;
}

/** Repetitions are written out as long as the program does not become longer than this. */
const longest = 4_000;

/** The steps of a pattern. */
export function programOf(node: Node): Program {
  const builder: Builder = { steps: [{ kind: 'match' }], exact: true, complete: true, loops: 0 };
  const start = build(node, 0, builder);
  return { ...builder, start };
}

function build(node: Node, then: number, builder: Builder): number {
  return builds[node.kind](node as never, then, builder);
}

type Build<N extends Node> = (node: N, then: number, builder: Builder) => number;

const builds: { readonly [K in Node['kind']]: Build<Extract<Node, { kind: K }>> } = {
  chars: ({ set }, then, builder) => push({ kind: 'read', set, then }, builder),
  sequence: ({ items }, then, builder) => items.reduceRight((next, item) => build(item, next, builder), then),
  choice: ({ options }, then, builder) =>
    push({ kind: 'branch', targets: options.map((option) => build(option, then, builder)) }, builder),
  repeat: (node, then, builder) => repeat(node, then, builder),
  assertion: ({ test }, then, builder) => push({ kind: 'test', test, then }, builder),
  look: (node, then, builder) => look(node, then, builder),
  opaque: ({ within, unread }, then, builder) => {
    builder.exact = false;
    builder.complete &&= !unread;
    if (!unread) builder.beyond = 'a back-reference';
    return build(unread ? nothingMore : within, then, builder);
  },
};

function push(step: Step, { steps }: Builder): number {
  return steps.push(step) - 1;
}

/** A look-around of one character asks about the neighbour; any other is tried, and then passed. */
function look(node: Extract<Node, { kind: 'look' }>, then: number, builder: Builder): number {
  const { body, behind, negative } = node;
  if (body.kind === 'chars') {
    return push({ kind: 'test', test: { kind: behind ? 'previous' : 'next', negative, set: body.set }, then }, builder);
  }
  builder.exact = false;
  builder.beyond ??= 'a look-around';
  if (behind) return push({ kind: 'behind', body, then }, builder);
  const tried = build(body, push({ kind: 'done' }, builder), builder);
  return push({ kind: 'branch', targets: [tried, then] }, builder);
}

function repeat(node: Extract<Node, { kind: 'repeat' }>, then: number, builder: Builder): number {
  const { body, lazy = false } = node;
  const { min, max } = fitted(node, builder);
  let entry = then;
  if (max === Number.POSITIVE_INFINITY) entry = endless(body, lazy, then, builder);
  for (let i = min; Number.isFinite(max) && i < max; i++) {
    const tried = iteration(body, entry, builder);
    entry = push({ kind: 'branch', targets: lazy ? [then, tried] : [tried, then] }, builder);
  }
  for (let i = 0; i < min; i++) entry = build(body, entry, builder);
  return entry;
}

function endless(body: Node, lazy: boolean, then: number, builder: Builder): number {
  const targets = [then];
  const entry = push({ kind: 'branch', targets }, builder);
  const tried = iteration(body, entry, builder);
  if (lazy) targets.push(tried);
  else targets.unshift(tried);
  return entry;
}

/** An iteration that is not demanded fails where it reads nothing. */
function iteration(body: Node, after: number, builder: Builder): number {
  if (!mayBeEmpty(body)) return build(body, after, builder);
  const loop = builder.loops++;
  const then = build(body, push(onward('progress', loop, after), builder), builder);
  return push(onward('enter', loop, then), builder);
}

function onward(kind: 'enter' | 'progress', loop: number, then: number): Step {
  return { kind, loop, then };
}

/**
 * The counts that fit. Any number of iterations takes at least the ways of so many, unless those that are demanded may
 * read nothing.
 */
function fitted(node: Extract<Node, { kind: 'repeat' }>, builder: Builder): { min: number; max: number } {
  const { body, min, max } = node;
  if (sizeOf(node) * 2 <= longest - builder.steps.length) return { min, max };
  builder.exact = false;
  if (mayBeEmpty(body)) builder.complete = false;
  return { min: 0, max: Number.POSITIVE_INFINITY };
}

function mayBeEmpty(node: Node): boolean {
  return emptiness[node.kind](node as never);
}

const emptiness: { readonly [K in Node['kind']]: (node: Extract<Node, { kind: K }>) => boolean } = {
  chars: () => false,
  sequence: ({ items }) => items.every(mayBeEmpty),
  choice: ({ options }) => options.some(mayBeEmpty),
  repeat: ({ body, min }) => min === 0 || mayBeEmpty(body),
  assertion: () => true,
  look: () => true,
  opaque: ({ within, unread }) => unread === true || mayBeEmpty(within),
};

/** The same pattern from its end to its beginning, as a look-behind is matched. */
export function reversed(node: Node): Node {
  return reversals[node.kind](node as never);
}

const reversals: { readonly [K in Node['kind']]: (node: Extract<Node, { kind: K }>) => Node } = {
  chars: (node) => node,
  sequence: ({ items }) => ({ kind: 'sequence', items: items.map(reversed).reverse() }),
  choice: ({ options }) => ({ kind: 'choice', options: options.map(reversed) }),
  repeat: (node) => ({ ...node, body: reversed(node.body) }),
  assertion: () => nothingMore,
  look: ({ body, ...look }) => (body.kind === 'chars' ? nothingMore : { ...look, body }),
  opaque: ({ within, ...opaque }) => ({ ...opaque, within: reversed(within) }),
};
