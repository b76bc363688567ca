import type { Formula } from '../formula.js';
import type { Universe } from '../universe.js';
import { arrayAssertions } from './arrays.js';
import { contributionsOf } from './collect.js';
import { combinationAssertions } from './combinations.js';
import type { Contribution } from './contribution.js';
import type { SchemaDocument } from './document.js';
import { numberAssertions } from './numbers.js';
import { objectAssertions } from './objects.js';
import type { Place } from './place.js';
import { type Assertion, type Compiling, type Mode, Site } from './site.js';
import { sluiceAssertions } from './sluice.js';
import { stringAssertions } from './strings.js';
import { closedOver, unevaluatedAssertions } from './unevaluated.js';
import { valueAssertions } from './values.js';

/** Every group of keywords that asserts something. */
const assertions: readonly Assertion[] = [
  ...combinationAssertions,
  ...valueAssertions,
  ...numberAssertions,
  ...stringAssertions,
  ...arrayAssertions,
  ...objectAssertions,
  ...sluiceAssertions,
  ...unevaluatedAssertions,
];

/** The group of keywords that each keyword belongs to. */
export const assertionOf: ReadonlyMap<string, Assertion> = new Map(
  assertions.flatMap((assertion) => assertion.keywords.map((keyword) => [keyword, assertion] as const)),
);

/** Schemas that lead to each other, one inside the other, before the next one is left undecided. */
const mostUnfinished = 500;

/**
 * Compiles the schemas of one document. Each is compiled once per way of reading it; a reference to one that is still
 * being compiled becomes a `ref` if an element or a property lies between, and cannot be decided otherwise.
 */
export class Compiler implements Compiling {
  readonly #done = new Map<string, Formula>();
  /** Schemas that lead back to themselves: everybody gets the same `ref`, so that equal conditions stay equal formulas. */
  readonly #refs = new Map<string, Formula>();
  readonly #targets = new Map<string, Formula>();
  readonly #unfinished = new Map<string, number>();
  #depth = 0;

  constructor(
    readonly universe: Universe,
    readonly document: SchemaDocument,
    readonly name: string,
    readonly assertFormat: boolean,
  ) {}

  value(place: Place, mode: Mode): Formula {
    this.#depth++;
    const formula = this.#closed(place, mode);
    this.#depth--;
    return formula;
  }

  same(place: Place, mode: Mode, closing: readonly Contribution[]): Formula {
    if (closing.length === 0) return this.#once(place, mode, []);
    const open = this.#once(place, mode, []);
    const inside = assuming(closing, open);
    if (!contributionsOf(this, place, mode, undefined).some(closesAlways)) return this.#once(place, mode, inside);
    return this.universe.and(open, this.#closure(inside, place));
  }

  /** A writer's objects are closed once, at the first schema that declares properties, over all that speaks of them. */
  #closed(place: Place, mode: Mode): Formula {
    if (mode !== 'closed') return this.#once(place, mode, []);
    const contributions = contributionsOf(this, place, mode, undefined);
    const closing = contributions.some(({ closes }) => closes) ? contributions : [];
    return this.same(place, mode, closing);
  }

  #closure(closing: readonly Contribution[], place: Place): Formula {
    const { universe } = this;
    return closedOver(universe, closing, universe.false) ?? new Site(this, place, 'closed', []).opaque('properties');
  }

  #once(place: Place, mode: Mode, closing: readonly Contribution[]): Formula {
    if (typeof place.schema === 'boolean') return place.schema ? this.universe.true : this.universe.false;
    const closure = closing.length === 0 ? [] : [this.#closure(closing, place).id];
    const key = [place.pointer, mode, ...closure, ...place.scope].join(' ');
    const done = this.#done.get(key);
    if (done) return done;
    const unfinished = this.#unfinished.get(key);
    const site = new Site(this, place, mode, closing);
    if (unfinished !== undefined) return unfinished === this.#depth ? site.opaque('$ref') : this.#ref(key);
    if (this.#unfinished.size >= mostUnfinished) return site.opaque('nesting');
    this.#unfinished.set(key, this.#depth);
    const formula = this.#conjunction(site);
    this.#unfinished.delete(key);
    this.#targets.set(key, formula);
    this.#done.set(key, this.#refs.get(key) ?? formula);
    return this.#done.get(key) as Formula;
  }

  #conjunction(site: Site): Formula {
    const present = new Set<Assertion>();
    for (const keyword of site.keywords()) {
      const assertion = assertionOf.get(keyword);
      if (assertion) present.add(assertion);
    }
    return this.universe.and(...[...present].map(({ compile }) => compile(site)));
  }

  #ref(key: string): Formula {
    const ref = this.universe.ref(`${this.name}#${key}`, () => this.#targets.get(key) as Formula);
    this.#refs.set(key, ref);
    return ref;
  }
}

function closesAlways({ closes, given }: Contribution): boolean {
  return closes && given.length === 0;
}

/** The contributions where a formula is known to hold. */
function assuming(contributions: readonly Contribution[], holds: Formula): Contribution[] {
  return contributions.map((one) => ({ ...one, given: one.given.filter((condition) => condition !== holds) }));
}
