import { type CharSet, holdsSurrogates } from './char-set.js';
import type { Node } from './syntax.js';

/** How many characters every match has; undefined if that varies or is not known. */
export function widthOf(node: Node): number | undefined {
  return widths[node.kind](node as never);
}

type Measure<Result> = { readonly [K in Node['kind']]: (node: Extract<Node, { kind: K }>) => Result };

const widths: Measure<number | undefined> = {
  chars: () => 1,
  sequence: ({ items }) => items.map(widthOf).reduce(add, 0),
  choice: ({ options }) => options.map(widthOf).reduce((a, b) => (a === b ? a : undefined), firstWidth(options)),
  repeat: ({ body, min, max }) => (min === max ? multiply(widthOf(body), min) : undefined),
  assertion: () => 0,
  look: () => 0,
  opaque: () => undefined,
};

function firstWidth(options: readonly Node[]): number | undefined {
  return options[0] && widthOf(options[0]);
}

function add(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}

function multiply(width: number | undefined, count: number): number | undefined {
  return width === undefined ? undefined : width * count;
}

/** How many automaton nodes the node takes once its repetitions are written out. */
export function sizeOf(node: Node): number {
  return sizes[node.kind](node as never);
}

const sizes: Measure<number> = {
  chars: () => 1,
  sequence: ({ items }) => items.reduce((sum, item) => sum + sizeOf(item), 0),
  choice: ({ options }) => options.reduce((sum, option) => sum + sizeOf(option), 1),
  repeat: ({ body, min, max }) => (sizeOf(body) + 1) * Math.max(1, max === Number.POSITIVE_INFINITY ? min + 1 : max),
  assertion: () => 1,
  look: () => 1,
  opaque: ({ within }) => sizeOf(within),
};

/** Whether a surrogate may be matched anywhere in the node. */
export function seesSurrogates(node: Node): boolean {
  return surrogates[node.kind](node as never);
}

const surrogates: Measure<boolean> = {
  chars: ({ set }: { readonly set: CharSet }) => holdsSurrogates(set),
  sequence: ({ items }) => items.some(seesSurrogates),
  choice: ({ options }) => options.some(seesSurrogates),
  repeat: ({ body }) => seesSurrogates(body),
  assertion: () => false,
  look: ({ body }) => seesSurrogates(body),
  opaque: ({ within }) => seesSurrogates(within),
};
