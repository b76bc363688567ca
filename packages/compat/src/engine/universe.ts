import { canonicalJson, type JsonValue } from '@sluice/contract';
import type { Atom, Formula, JsonType } from './formula.js';

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
    return this.#intern({ kind: 'one', parts: possible });
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
    const kept = new Map<number, Formula>();
    const negated = new Set<number>();
    for (const part of parts.flatMap((part) => (part.kind === kind ? part.parts : [part]))) {
      if (part === neutral) continue;
      if (part === absorbing) return absorbing;
      kept.set(part.id, part);
      if (part.kind === 'not') negated.add(part.part.id);
    }
    if ([...negated].some((id) => kept.has(id))) return absorbing;
    const rest = [...kept.values()].sort((a, b) => a.id - b.id);
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
  if (body.kind !== 'atom') return `${body.kind} ${body.parts.map(({ id }) => id).join(' ')}`;
  return JSON.stringify(body.atom, (key, value) => {
    if (key === 'values') return (value as JsonValue[]).map((member) => canonicalJson(member)).sort();
    if (value === Number.POSITIVE_INFINITY) return 'infinity';
    return isFormula(value) ? value.id : value;
  });
}

function isFormula(value: unknown): value is Formula {
  return typeof value === 'object' && value !== null && 'id' in value && 'kind' in value;
}
