import { type AnyNumber, ExactNumber, isWhole, type JsonValue } from '@sluice/contract';
import type { Formula } from '../formula.js';
import { inRange, rangeOfNumbers } from '../number-range.js';
import { isPattern } from '../pattern-holds.js';
import type { Universe } from '../universe.js';
import type { UnknownReason } from '../unknown-reasons.js';
import type { Contribution } from './contribution.js';
import { refStandsAlone, speaks } from './dialect.js';
import type { SchemaDocument } from './document.js';
import { badKeyword } from './fault.js';
import { childOf, type Place, targetOf } from './place.js';
import { below, isRecord, type Step } from './pointer.js';

/**
 * How the objects of a schema are read: as written, or closed (the writer's) or open (the reader's) where they stand in
 * a positive position.
 */
export type Mode = 'written' | 'closed' | 'open';

const regularExpression = 'a regular expression as ECMAScript writes them';

/** What the keywords ask of the compiler. */
export interface Compiling {
  readonly universe: Universe;
  readonly document: SchemaDocument;
  readonly assertFormat: boolean;
  /** Prefix of the names of references and of the paths of what cannot be decided. */
  readonly name: string;
  /** A schema for a value of its own: a property's, an element's. */
  value(place: Place, mode: Mode): Formula;
  /** A schema for the same value, closed over these contributions where it first declares properties. */
  same(place: Place, mode: Mode, closing: readonly Contribution[]): Formula;
}

/** One schema object that is being compiled: typed access to its keywords, and to the formulas of its subschemas. */
export class Site {
  readonly universe: Universe;
  readonly #schema: { readonly [keyword: string]: unknown };

  constructor(
    readonly compiling: Compiling,
    readonly place: Place,
    readonly mode: Mode,
    readonly closing: readonly Contribution[],
  ) {
    this.universe = compiling.universe;
    this.#schema = isRecord(place.schema) ? place.schema : {};
  }

  /** The value of a keyword; undefined where it is absent, unknown to the draft or silenced by a `$ref` beside it. */
  get(keyword: string): unknown {
    if (!Object.hasOwn(this.#schema, keyword) || !speaks(this.place.draft, keyword)) return undefined;
    return keyword !== '$ref' && this.isReference ? undefined : this.#schema[keyword];
  }

  /** The keywords that count here. */
  keywords(): readonly string[] {
    return Object.keys(this.#schema).filter((keyword) => this.get(keyword) !== undefined);
  }

  /** Whether a `$ref` is all that counts here. */
  get isReference(): boolean {
    return refStandsAlone(this.place.draft) && typeof this.#schema.$ref === 'string';
  }

  /** A number; undefined where the keyword is absent. */
  number(keyword: string): AnyNumber | undefined {
    return this.#checked(keyword, `a number ${rangeOfNumbers}`, inRange);
  }

  /** A whole number from zero on. */
  count(keyword: string): number | undefined {
    const count = this.#checked(keyword, 'a whole number from 0 on', isCount);
    return count instanceof ExactNumber ? Math.min(Number(count.text), Number.MAX_VALUE) : count;
  }

  /** A text. */
  text(keyword: string): string | undefined {
    return this.#checked(keyword, 'a string', (value): value is string => typeof value === 'string');
  }

  /** A regular expression; undefined where the keyword is absent. */
  pattern(keyword: string): string | undefined {
    const pattern = this.text(keyword);
    if (pattern !== undefined && !isPattern(pattern)) throw this.fault(keyword, regularExpression);
    return pattern;
  }

  /** The schemas by regular expression. */
  patterns(keyword: string): readonly (readonly [string, unknown])[] {
    const entries = this.entries(keyword);
    const wrong = entries.find(([pattern]) => !isPattern(pattern));
    if (!wrong) return entries;
    throw badKeyword(
      below(this.place.pointer, keyword, wrong[0]),
      keyword,
      `a map of schemas, by ${regularExpression}`,
      wrong[0],
    );
  }

  /** True or false. */
  flag(keyword: string): boolean | undefined {
    return this.#checked(keyword, 'true or false', (value): value is boolean => typeof value === 'boolean');
  }

  /** A list of JSON values. */
  list(keyword: string): readonly JsonValue[] | undefined {
    return this.#checked(keyword, 'a list', (value): value is JsonValue[] => Array.isArray(value));
  }

  /** An object, by key; no entries where the keyword is absent. */
  entries(keyword: string): readonly (readonly [string, unknown])[] {
    const map = this.#checked(keyword, 'an object', isRecord);
    return map ? Object.entries(map) : [];
  }

  /** The positions of a list of schemas; none where the keyword is absent. */
  positions(keyword: string): readonly number[] {
    return [...(this.list(keyword) ?? []).keys()];
  }

  /** A fault: the keyword is not what it has to be. */
  fault(keyword: string, expected: string): Error {
    return badKeyword(below(this.place.pointer, keyword), keyword, expected, this.get(keyword));
  }

  /** The place of a subschema. */
  child(...steps: readonly Step[]): Place {
    return childOf(this.compiling.document, this.place, steps);
  }

  /** The place a reference leads to. */
  target(keyword: string): Place {
    return targetOf(this.compiling.document, this.place, keyword, this.get(keyword));
  }

  /** A subschema for a value of its own; `mode` where its position is not a positive one. */
  value(steps: readonly Step[], mode: Mode = this.mode): Formula {
    return this.compiling.value(this.child(...steps), mode);
  }

  /** A subschema for the same value, in a positive position. */
  same(...steps: readonly Step[]): Formula {
    return this.compiling.same(this.child(...steps), this.mode, this.closing);
  }

  /** A subschema for the same value, as it is written: below `not`, `oneOf` and `if`. */
  written(...steps: readonly Step[]): Formula {
    return this.compiling.same(this.child(...steps), 'written', []);
  }

  /** What cannot be decided because of a keyword here. */
  opaque(keyword: UnknownReason): Formula {
    const path = `${this.compiling.name}#${below(this.place.pointer, keyword)}`;
    return this.universe.atom({ kind: 'opaque', keyword, path });
  }

  #checked<T>(keyword: string, expected: string, is: (value: unknown) => value is T): T | undefined {
    const value = this.get(keyword);
    if (value === undefined || is(value)) return value;
    throw this.fault(keyword, expected);
  }
}

/** No value has as many parts as a double cannot count: there a bound may be rounded. */
function isCount(value: unknown): value is AnyNumber {
  return inRange(value) && isWhole(value) && (typeof value === 'number' ? value >= 0 : value.decimal.digits > 0n);
}

/** One group of keywords that are compiled together: the conjunction of all groups is the schema. */
export interface Assertion {
  readonly keywords: readonly string[];
  readonly compile: (site: Site) => Formula;
}
