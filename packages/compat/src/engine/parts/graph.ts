import { type Formula, type JsonType, jsonTypeNames } from '../formula.js';
import type { Universe } from '../universe.js';
import { type Case, Splitter } from './cases.js';
import { lookInto, type Step } from './look-into.js';

/** A comparison of what two formulas say about one value: everywhere it comes up it is the same node. */
export interface Node {
  readonly writer: Formula;
  readonly reader: Formula;
  readonly parts: Part[];
  /** From where it was reached, in the order of discovery; none for the comparison as a whole. */
  readonly above: Link[];
  /** How it was first reached. */
  readonly path: readonly Step[];
}

/** How a comparison inside a value belongs to the case around it. */
export interface Link {
  readonly node: Node;
  readonly part: Part;
  readonly step: Step;
}

/** A case of a node: it holds no value where none of its leaves and of the nodes inside does. */
export interface Part {
  readonly node: Node;
  readonly case: Case;
  readonly inside: Node[];
  /** What has to be asked of the value itself: it satisfies the facts and not this. Gone once that is proven never to be. */
  itself: Formula | undefined;
  /** Whether the case as a whole is proven to hold no value. */
  closed: boolean;
}

/** Comparisons that are told apart; what lies beyond is asked of the solver as a whole. */
const mostNodes = 5000;

/** Every comparison that the one of these formulas leads to. */
export class Graph {
  readonly root: Node;
  /** Nodes in order of their distance from the root. */
  readonly nodes: Node[] = [];
  readonly #byKey = new Map<string, Node>();
  readonly #splitter: Splitter;

  constructor(
    readonly universe: Universe,
    writer: Formula,
    reader: Formula,
  ) {
    this.#splitter = new Splitter(universe);
    this.root = this.#node(writer, reader, []);
    for (const node of this.nodes) this.#expand(node);
  }

  /** Whether every value is proven not to be there: nothing that was asked has one, here or anywhere inside. */
  isEmpty(): boolean {
    const open = new Set<Node>();
    const news = this.nodes.filter(({ parts }) => parts.some(isOpenItself));
    for (let node = news.pop(); node; node = news.pop()) {
      if (open.has(node)) continue;
      open.add(node);
      for (const { node: around, part } of node.above) if (!part.closed) news.push(around);
    }
    return !open.has(this.root);
  }

  /** Whether a case may still hold a value. */
  isOpen(part: Part): boolean {
    return isOpenItself(part) || this.#leadsToOpen(part);
  }

  #leadsToOpen(from: Part): boolean {
    const seen = new Set<Node>();
    const news = from.closed ? [] : [...from.inside];
    for (let node = news.pop(); node; node = news.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      if (node.parts.some(isOpenItself)) return true;
      for (const part of node.parts) if (!part.closed) news.push(...part.inside);
    }
    return false;
  }

  #node(writer: Formula, reader: Formula, path: readonly Step[]): Node {
    const key = `${writer.id} ${reader.id}`;
    const known = this.#byKey.get(key);
    if (known) return known;
    const node: Node = { writer, reader, parts: [], above: [], path };
    this.#byKey.set(key, node);
    this.nodes.push(node);
    return node;
  }

  #expand(node: Node): void {
    if (this.nodes.length > mostNodes) {
      for (const type of jsonTypeNames) node.parts.push(whole(node, type));
      return;
    }
    for (const one of this.#splitter.cases(node.writer, node.reader)) {
      const { inside, itself } = lookInto(one, this.universe);
      const part: Part = { node, case: one, inside: [], itself, closed: false };
      if (inside.length === 0 && !itself) continue;
      node.parts.push(part);
      for (const { step, writer, reader } of inside) {
        const child = this.#node(writer, reader, [...node.path, step]);
        child.above.push({ node, part, step });
        part.inside.push(child);
      }
    }
  }
}

function whole(node: Node, type: JsonType): Part {
  const { writer, reader } = node;
  const one: Case = { type, facts: [writer], denied: [reader], focus: reader };
  return { node, case: one, inside: [], itself: reader, closed: false };
}

function isOpenItself({ itself, closed }: Part): boolean {
  return itself !== undefined && !closed;
}
