import type { JsonValue } from '@sluice/contract';
import { type Formula, type JsonType, typeOfAtom } from '../formula.js';
import { equalityKey } from '../json-equality.js';
import { jsonTypeOf } from '../solve/literals.js';
import type { Universe } from '../universe.js';

/** What formulas come to for values of one JSON type: what speaks of other types is gone, lists of values are joined. */
export class Simplifier {
  readonly #known = new Map<Formula, Formula>();

  constructor(
    readonly universe: Universe,
    readonly type: JsonType,
  ) {}

  /** A formula that holds of the same values of the type. */
  of(formula: Formula): Formula {
    const known = this.#known.get(formula);
    if (known) return known;
    const made = this.#read(formula);
    this.#known.set(formula, made);
    return made;
  }

  #read(formula: Formula): Formula {
    const { universe } = this;
    if (formula.kind === 'true' || formula.kind === 'false') return formula;
    if (formula.kind === 'ref') return this.of(formula.target());
    if (formula.kind === 'not') return universe.not(this.of(formula.part));
    if (formula.kind === 'atom') return this.#readAtom(formula);
    if (formula.kind === 'and') return this.#readAll(formula.parts);
    const parts = formula.parts.map((part) => this.of(part));
    return formula.kind === 'or' ? this.#either(parts) : this.#exactlyOne(parts);
  }

  #readAll(parts: readonly Formula[]): Formula {
    const kept: Formula[] = [];
    for (const part of parts) {
      const read = this.of(part);
      if (read.kind === 'false') return read;
      kept.push(read);
    }
    return this.universe.and(...kept);
  }

  #readAtom(formula: Extract<Formula, { kind: 'atom' }>): Formula {
    const { universe, type } = this;
    const { atom } = formula;
    if (atom.kind === 'type') return atom.type === type ? universe.true : universe.false;
    if (atom.kind === 'in')
      return listOf(
        universe,
        atom.values.filter((value) => jsonTypeOf(value) === type),
      );
    const own = typeOfAtom[atom.kind];
    return own === undefined || own === type ? formula : universe.true;
  }

  #either(parts: readonly Formula[]): Formula {
    const lists = parts.map(listedIn);
    const values = lists.flatMap((list) => list ?? []);
    if (lists.filter((list) => list).length < 2) return this.universe.or(...parts);
    return this.universe.or(listOf(this.universe, distinct(values)), ...parts.filter((_, index) => !lists[index]));
  }

  #exactlyOne(parts: readonly Formula[]): Formula {
    const possible = parts.filter((part) => part.kind !== 'false');
    const lists = possible.map(listedIn);
    const values = lists.flatMap((list) => list ?? []);
    if (possible.length < 2 || lists.includes(undefined) || distinct(values).length < values.length)
      return this.universe.one(...possible);
    return listOf(this.universe, distinct(values));
  }
}

function listedIn(formula: Formula): readonly JsonValue[] | undefined {
  return formula.kind === 'atom' && formula.atom.kind === 'in' ? formula.atom.values : undefined;
}

function distinct(values: readonly JsonValue[]): JsonValue[] {
  return [...new Map(values.map((value) => [equalityKey(value), value])).values()];
}

function listOf(universe: Universe, values: readonly JsonValue[]): Formula {
  return values.length === 0 ? universe.false : universe.atom({ kind: 'in', values });
}
