import { Int32, Type } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { disagreements, type History, nextNumbers, type Shape, verdictOn } from './testing/bumps.js';
import { key, type Property, published, said, types } from './testing/shapes.js';

describe('histories', () => {
  const v = { v: Type.Optional(Int32(said)) };
  const optional = (type: Property) => Type.Optional(type);
  const gone = { ...said, deprecated: { since: '1.0', removeAfter: '2026-01-01' } };
  const integer = (options: object = {}) => Type.Integer({ ...said, ...options });
  const cases: readonly {
    readonly name: string;
    readonly before: History;
    readonly after: Shape;
    readonly right: string;
  }[] = [
    { name: 'nothing but prose', before: published({ properties: v }), after: { properties: v }, right: '1.1' },
    {
      name: 'a field more',
      before: published({ properties: v }),
      after: { properties: { ...v, w: optional(types.date as Property) } },
      right: '1.1',
    },
    {
      name: 'a required field more',
      before: published({ properties: v }),
      after: { properties: { ...v, w: integer() } },
      right: '2.0',
    },
    {
      name: 'the same with a default',
      before: published({ properties: v }),
      after: { properties: { ...v, w: integer({ default: 0 }) } },
      right: '1.1',
    },
    {
      name: 'a field less, as announced',
      before: published({ properties: { ...v, w: optional(integer(gone)) } }),
      after: { properties: v },
      right: '1.1',
    },
    {
      name: 'a field less, out of the blue',
      before: published({ properties: { ...v, w: optional(integer()) } }),
      after: { properties: v },
      right: '2.0',
    },
    {
      name: 'a rename',
      before: published({ properties: { a: integer() } }),
      after: { properties: { b: integer({ renamedFrom: ['a'] }) } },
      right: '1.1',
    },
    {
      name: 'the old name of a rename is left out of the list: the chain keeps it',
      before: published({ properties: { a: integer() } }, { properties: { b: integer({ renamedFrom: ['a'] }) } }),
      after: { properties: { b: integer() } },
      right: '1.2',
    },
    {
      name: 'an old name gets a new meaning',
      before: published({ properties: { a: integer() } }, { properties: { b: integer({ renamedFrom: ['a'] }) } }),
      after: { properties: { a: optional(Type.String(said)), b: integer() } },
      right: '2.0',
    },
    {
      name: 'two fields claim one old name',
      before: published({ properties: { a: integer() } }, { properties: { b: integer({ renamedFrom: ['a'] }) } }),
      after: { properties: { b: integer(), c: optional(integer({ renamedFrom: ['a'] })) } },
      right: '2.0',
    },
    {
      name: 'an old name of another type, that only an older version had',
      before: published({ properties: { ...v, x: optional(Type.String(gone)) } }, { properties: v }),
      after: { properties: { ...v, y: optional(integer({ renamedFrom: ['x'] })) } },
      right: '2.0',
    },
    {
      name: 'a break of an older minor only',
      before: published({ properties: { ...v, x: optional(Type.String(gone)) } }, { properties: v }),
      after: { properties: { ...v, x: optional(integer()) } },
      right: '2.0',
    },
    {
      name: 'a column that only an older minor had, with another type in the warehouse alone',
      before: published({ properties: { ...v, x: optional(Int32(gone)) } }, { properties: v }),
      after: { properties: { ...v, x: optional(integer()) } },
      right: '2.0',
    },
    {
      name: 'a name of the same column',
      before: published({ properties: { ...v, userID: optional(integer(gone)) } }, { properties: v }),
      after: { properties: { ...v, userId: optional(integer()) } },
      right: '2.0',
    },
    {
      name: 'a key more in a struct of a list',
      before: published({ properties: { l: Type.Array(key(integer()), said) } }),
      after: {
        properties: { l: Type.Array(Type.Object({ key: integer(), more: optional(integer()) }, said), said) },
      },
      right: '1.1',
    },
    {
      name: 'a key less in a struct of a map',
      before: published({
        properties: { m: Type.Record(Type.String(), Type.Object({ a: integer(), b: integer() }, said), said) },
      }),
      after: { properties: { m: Type.Record(Type.String(), Type.Object({ a: integer() }, said), said) } },
      right: '2.0',
    },
    {
      name: 'a field of the envelope is required',
      before: { ...published({ properties: v }), envelope: { userId: optional(integer()) } },
      after: { properties: v, requires: ['userId'] },
      right: '2.0',
    },
    {
      name: 'what is not declared is refused',
      before: published({ properties: v }),
      after: { properties: v, unknownProperties: 'reject' },
      right: '1.1',
    },
    {
      name: 'more personal than before',
      before: published({ properties: v }),
      after: { properties: { v: optional(Int32({ ...said, sensitivity: 'personal' })) } },
      right: '1.1',
    },
    {
      name: 'a break of the second major',
      before: {
        versions: { '1.0': { properties: { a: integer() } }, '2.0': { properties: { a: Type.String(said) } } },
      },
      after: { properties: { a: integer() } },
      right: '3.0',
    },
    {
      name: 'what the first major had comes back in the second',
      before: {
        versions: { '1.0': { properties: { a: integer() } }, '2.0': { properties: v }, '2.1': { properties: v } },
      },
      after: { properties: { ...v, a: optional(Type.String(said)) } },
      right: '2.2',
    },
  ];

  it.each(cases)('$name', ({ before, after, right }) => {
    expect(disagreements(before, after)).toEqual([]);
    expect(verdictOn(before, nextNumbers(before).major, after).advice?.suggested).toBe(right);
    const verdict = verdictOn(before, right, after);
    expect(verdict).toMatchObject({ accepted: true, unneeded: false });
    expect(verdict.diffed()).toBe(verdict.advice?.needed);
  });
});
