import { describe, expect, it } from 'vitest';
import { comparePair } from './compare-pair.js';
import type { Answer, AnySchema } from './types.js';

const types = 12;
const positions = Array.from({ length: types }, (_, index) => index);
const whole = { type: 'integer' };
const number = { type: 'number' };

interface Shape {
  readonly union: 'anyOf' | 'oneOf';
  /** Whether a constant tells the types apart. */
  readonly named: boolean;
  readonly closed: boolean;
}

/** A dozen types of objects, each with members of any of them. */
function unionOf({ union, named, closed }: Shape, leaf: object, reversed = false): AnySchema {
  const any = { $ref: '#/$defs/any' };
  const members = positions.map((index) => [
    `t${index}`,
    {
      type: 'object',
      properties: {
        ...(named && { kind: { const: `t${index}` } }),
        [`p${index}`]: leaf,
        left: any,
        right: any,
        list: { type: 'array', items: any },
      },
      required: [...(named ? ['kind'] : []), `p${index}`],
      additionalProperties: !closed,
    },
  ]);
  const refs = positions.map((index) => ({ $ref: `#/$defs/t${index}` }));
  return { ...any, $defs: { ...Object.fromEntries(members), any: { [union]: reversed ? refs.reverse() : refs } } };
}

const shapes = (['anyOf', 'oneOf'] as const).flatMap((union) =>
  [true, false].flatMap((named) => [true, false].map((closed): Shape => ({ union, named, closed }))),
);

/** In an open model without names a value may be of two types at once, of which exactly one holds for whole numbers only. */
function widened({ union, named, closed }: Shape): Answer {
  return union === 'oneOf' && !named && !closed ? 'breaking' : 'compatible';
}

describe('a dozen types that refer to each other', () => {
  it.each(shapes)('are decided as $union, named $named, closed $closed', (shape) => {
    const { backward, forward } = comparePair(unionOf(shape, whole), unionOf(shape, number, true), {
      policy: 'strict',
    });
    expect([backward?.answer, forward?.answer]).toEqual([widened(shape), 'breaking']);
  });

  it.each(shapes)('are themselves in another order: $union, named $named, closed $closed', (shape) => {
    const { backward, forward } = comparePair(unionOf(shape, whole), unionOf(shape, whole, true), { policy: 'strict' });
    expect([backward?.answer, forward?.answer]).toEqual(['compatible', 'compatible']);
  });
});
