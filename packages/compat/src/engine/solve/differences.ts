import { ExactNumber, type JsonValue } from '@sluice/contract';
import type { Formula } from '../formula.js';
import type { Universe } from '../universe.js';

/** The ways in which an array or object can differ from this one; together they are everything else of its type. */
export function differencesFrom(value: JsonValue, universe: Universe): Formula[] {
  if (Array.isArray(value)) return fromArray(value, universe);
  return value !== null && typeof value === 'object' && !(value instanceof ExactNumber)
    ? fromObject(value, universe)
    : [];
}

function other(value: JsonValue, universe: Universe): Formula {
  return universe.not(universe.atom({ kind: 'in', values: [value] }));
}

function fromArray(value: readonly JsonValue[], universe: Universe): Formula[] {
  const { length } = value;
  const longer = universe.atom({ kind: 'minItems', count: length + 1 });
  if (length === 0) return [longer];
  const elsewhere = value.map((element, index) =>
    universe.and(
      universe.atom({ kind: 'minItems', count: index + 1 }),
      universe.atom({
        kind: 'items',
        prefix: [...new Array<Formula>(index).fill(universe.true), other(element, universe)],
        rest: universe.true,
      }),
    ),
  );
  return [longer, universe.atom({ kind: 'maxItems', count: length - 1 }), ...elsewhere];
}

function fromObject(value: { readonly [key: string]: JsonValue }, universe: Universe): Formula[] {
  const entries = Object.entries(value);
  const more = universe.atom({ kind: 'minProperties', count: entries.length + 1 });
  return [
    ...entries.map(([name]) => universe.not(universe.atom({ kind: 'has', name }))),
    ...entries.map(([name, member]) =>
      universe.and(
        universe.atom({ kind: 'has', name }),
        universe.atom({
          kind: 'properties',
          named: [[name, other(member, universe)]],
          patterns: [],
          rest: universe.true,
        }),
      ),
    ),
    more,
  ];
}
