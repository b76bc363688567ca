import type { AnyNumber } from '@sluice/contract';
import type { Atom, AtomKind, AtomOf, Formula, JsonType } from './formula.js';
import { equalityKey } from './json-equality.js';

type Body =
  | { kind: 'and' | 'or' | 'one'; parts: readonly Formula[] }
  | { kind: 'not'; part: Formula }
  | { kind: 'atom'; atom: Atom };

/** Where formulas are made: equal ones are the same object, and what is plainly true or false is simplified away. */
export class Universe {
  readonly true: Formula = { kind: 'true', id: 0 };
  readonly false: Formula = { kind: 'false', id: 1 };
  readonly #interned = new Map<string, Formula>();
  readonly #refs = new Map<string, Formula>();
  #next = 2;

  /** The conjunction: flattened, without repetitions, false where a part is false or the negation of another. */
  and(...parts: readonly Formula[]): Formula {
    return this.#combine('and', parts, this.true, this.false);
  }

  /** The disjunction: flattened, without repetitions, true where a part is true or the negation of another. */
  or(...parts: readonly Formula[]): Formula {
    return this.#combine('or', parts, this.false, this.true);
  }

  /** Exactly one of the parts. Repetitions count. */
  one(...parts: readonly Formula[]): Formula {
    const possible = parts.filter((part) => part !== this.false);
    if (possible.length === 0) return this.false;
    if (possible.length === 1) return possible[0] as Formula;
    const certain = possible.filter((part) => part === this.true).length;
    if (certain > 1) return this.false;
    if (certain === 1) return this.not(this.or(...possible.filter((part) => part !== this.true)));
    return this.#intern({ kind: 'one', parts: possible.sort((a, b) => a.id - b.id) });
  }

  /** The complement. */
  not(part: Formula): Formula {
    if (part === this.true) return this.false;
    if (part === this.false) return this.true;
    return part.kind === 'not' ? part.part : this.#intern({ kind: 'not', part });
  }

  /** An assertion. */
  atom(atom: Atom): Formula {
    return this.#intern({ kind: 'atom', atom });
  }

  /** Values of these types. */
  types(...types: readonly JsonType[]): Formula {
    return types.length === 6 ? this.true : this.or(...types.map((type) => this.atom({ kind: 'type', type })));
  }

  /** A named formula that is compiled when it is first needed; the same name gives the same object. */
  ref(name: string, compile: () => Formula): Formula {
    const known = this.#refs.get(name);
    if (known) return known;
    let target: Formula | undefined;
    const ref: Formula = {
      kind: 'ref',
      id: this.#next++,
      name,
      target: () => {
        target ??= compile();
        return target;
      },
    };
    this.#refs.set(name, ref);
    return ref;
  }

  #combine(kind: 'and' | 'or', parts: readonly Formula[], neutral: Formula, absorbing: Formula): Formula {
    const kept = new Set<Formula>();
    for (const part of parts) {
      if (part === absorbing) return absorbing;
      if (part.kind === kind) for (const inner of part.parts) kept.add(inner);
      else if (part !== neutral) kept.add(part);
    }
    for (const part of kept) if (part.kind === 'not' && kept.has(part.part)) return absorbing;
    const rest = [...kept].sort((a, b) => a.id - b.id);
    if (rest.length <= 1) return rest[0] ?? neutral;
    return this.#intern({ kind, parts: rest });
  }

  #intern(body: Body): Formula {
    const key = keyOf(body);
    const known = this.#interned.get(key);
    if (known) return known;
    const formula = { ...body, id: this.#next++ } as Formula;
    this.#interned.set(key, formula);
    return formula;
  }
}

function keyOf(body: Body): string {
  if (body.kind === 'not') return `not ${body.part.id}`;
  if (body.kind !== 'atom') return `${body.kind} ${ids(body.parts)}`;
  return `${body.atom.kind} ${(atomKeys[body.atom.kind] as (atom: Atom) => string)(body.atom)}`;
}

function ids(parts: readonly Formula[]): string {
  let text = '';
  for (const { id } of parts) text += ` ${id}`;
  return text;
}

const bound = (atom: { readonly bound: AnyNumber; readonly exclusive: boolean }) => `${atom.bound} ${atom.exclusive}`;
const length = (atom: { readonly length: number }) => String(atom.length);
const count = (atom: { readonly count: number }) => String(atom.count);
const members = (list: readonly (readonly [name: string, formula: Formula])[]) =>
  list.map(([name, { id }]) => `${JSON.stringify(name)}:${id}`).join();

/** What tells assertions of one kind apart. */
const atomKeys: { readonly [K in AtomKind]: (atom: AtomOf<K>) => string } = {
  type: ({ type }) => type,
  in: ({ values }) => JSON.stringify(values.map(equalityKey).sort()),
  integer: () => '',
  atLeast: bound,
  atMost: bound,
  multipleOf: ({ divisor }) => String(divisor),
  minLength: length,
  maxLength: length,
  pattern: ({ pattern }) => pattern,
  format: ({ format }) => format,
  items: ({ prefix, rest }) => `${ids(prefix)} then ${rest.id}`,
  minItems: count,
  maxItems: count,
  uniqueItems: () => '',
  contains: ({ formula, min, max }) => `${formula.id} ${min} ${max}`,
  properties: ({ named, patterns, rest }) => `${members(named)} ${members(patterns)} ${rest.id}`,
  has: ({ name }) => name,
  minProperties: count,
  maxProperties: count,
  propertyNames: ({ formula }) => String(formula.id),
  opaque: ({ keyword, path }) => JSON.stringify([keyword, path]),
};
