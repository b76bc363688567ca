import { holds } from '../char-set.js';
import type { Node } from '../syntax.js';

/** Thrown when there are more than were to be counted. */
export class TooMany extends Error {}

type Then = (at: number) => boolean;

/**
 * How often a backtracking matcher holds a character of the text against the pattern until it has found it or given up,
 * written after the semantics of ECMAScript alone: https://tc39.es/ecma262/#sec-runtime-semantics-repeatmatcher-abstract-operation
 */
export function countReads(pattern: Node, text: string, most: number): { reads: number; found: boolean } {
  const codes = Array.from(text, (char) => char.codePointAt(0) as number);
  let reads = 0;
  const isWord = (at: number): boolean => /^\w$/.test(String.fromCodePoint(codes[at] ?? 0x20));

  const matchers: {
    readonly [K in Node['kind']]: (node: Extract<Node, { kind: K }>, at: number, then: Then) => boolean;
  } = {
    chars: ({ set }, at, then) => {
      reads += 1;
      if (reads > most) throw new TooMany();
      return at < codes.length && holds(set, codes[at] as number) && then(at + 1);
    },
    sequence: ({ items }, at, then) => inTurn(items, at, then),
    choice: ({ options }, at, then) => options.some((option) => match(option, at, then)),
    repeat: ({ body, min, max, lazy = false }, at, then) => repeat(body, min, max, lazy, at, then),
    assertion: ({ test }, at, then) => {
      if (test.kind === 'start') return at === 0 && then(at);
      if (test.kind === 'end') return at === codes.length && then(at);
      if (test.kind === 'word') return (isWord(at) !== isWord(at - 1)) !== test.negative && then(at);
      const code = codes[test.kind === 'next' ? at : at - 1];
      return (code !== undefined && holds(test.set, code)) !== test.negative && then(at);
    },
    look: ({ body, behind, negative }, at, then) => {
      if (body.kind === 'chars') {
        const code = codes[behind ? at - 1 : at];
        return (code !== undefined && holds(body.set, code)) !== negative && then(at);
      }
      if (behind) throw new Error('Look-behinds are not counted.');
      return match(body, at, () => true) !== negative && then(at);
    },
    opaque: () => {
      throw new Error('Back-references are not counted.');
    },
  };

  function match(node: Node, at: number, then: Then): boolean {
    return (matchers[node.kind] as (node: Node, at: number, then: Then) => boolean)(node, at, then);
  }

  function inTurn(items: readonly Node[], at: number, then: Then): boolean {
    const [first, ...others] = items;
    return first ? match(first, at, (next) => inTurn(others, next, then)) : then(at);
  }

  function repeat(body: Node, min: number, max: number, lazy: boolean, at: number, then: Then): boolean {
    if (max === 0) return then(at);
    const again = (next: number): boolean =>
      !(min === 0 && next === at) && repeat(body, Math.max(0, min - 1), max - 1, lazy, next, then);
    if (min > 0) return match(body, at, again);
    return lazy ? then(at) || match(body, at, again) : match(body, at, again) || then(at);
  }

  for (let at = 0; at <= codes.length; at++) if (match(pattern, at, () => true)) return { reads, found: true };
  return { reads, found: false };
}
