import type { CharSet } from './char-set.js';

/** A condition on the place between two characters. `word` is `\b`; `next` and `previous` are look-arounds of one character. */
export type Assertion =
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'word'; readonly negative: boolean }
  | { readonly kind: 'next'; readonly negative: boolean; readonly set: CharSet }
  | { readonly kind: 'previous'; readonly negative: boolean; readonly set: CharSet };

/**
 * A regular expression as a tree. `max` may be Infinity; a `lazy` repetition tries to end first. An `opaque` part is no
 * regular language; `within` contains it. What is `unread` was not followed at all: nothing is known of how it is matched.
 */
export type Node =
  | { readonly kind: 'chars'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'choice'; readonly options: readonly Node[] }
  | {
      readonly kind: 'repeat';
      readonly body: Node;
      readonly min: number;
      readonly max: number;
      readonly lazy?: boolean;
    }
  | { readonly kind: 'assertion'; readonly test: Assertion }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negative: boolean; readonly body: Node }
  | { readonly kind: 'opaque'; readonly within: Node; readonly unread?: true };

/** Matches the empty text. */
export const nothingMore: Node = { kind: 'sequence', items: [] };

/** Matches no text at all. */
export const never: Node = { kind: 'choice', options: [] };

/** The start of the text. */
export const start: Node = { kind: 'assertion', test: { kind: 'start' } };

/** The end of the text. */
export const end: Node = { kind: 'assertion', test: { kind: 'end' } };

/** One after the other; sequences within are dissolved. */
export function sequence(items: readonly Node[]): Node {
  const flat = items.flatMap((item) => (item.kind === 'sequence' ? item.items : [item]));
  return flat.length === 1 ? (flat[0] as Node) : { kind: 'sequence', items: flat };
}

/** Any one of them. */
export function choice(options: readonly Node[]): Node {
  return options.length === 1 ? (options[0] as Node) : { kind: 'choice', options };
}

/** The items of a sequence, or the node alone. */
export function itemsOf(node: Node): readonly Node[] {
  return node.kind === 'sequence' ? node.items : [node];
}

/** Whether the node is the assertion of that kind. */
export function asserts(node: Node | undefined, kind: Assertion['kind']): boolean {
  return node?.kind === 'assertion' && node.test.kind === kind;
}

/** The same without any condition on places: it matches at least the texts that the node matches. */
export function withoutConditions(node: Node): Node {
  if (node.kind === 'assertion' || node.kind === 'look') return nothingMore;
  if (node.kind === 'sequence') return sequence(node.items.map(withoutConditions));
  if (node.kind === 'choice') return choice(node.options.map(withoutConditions));
  return node.kind === 'repeat' ? { ...node, body: withoutConditions(node.body) } : node;
}
