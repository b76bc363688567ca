import { describe, expect, it } from 'vitest';
import { arrays } from '../../test/known-pairs/arrays.js';
import { connectives } from '../../test/known-pairs/connectives.js';
import type { KnownPair, Relation } from '../../test/known-pairs/known-pair.js';
import { objects } from '../../test/known-pairs/objects.js';
import { scalars } from '../../test/known-pairs/scalars.js';
import { comparePair } from './compare-pair.js';
import type { Answer } from './types.js';

const answers: { readonly [R in Relation]: readonly [backward: Answer, forward: Answer] } = {
  equal: ['compatible', 'compatible'],
  narrower: ['compatible', 'breaking'],
  wider: ['breaking', 'compatible'],
  neither: ['breaking', 'breaking'],
};

describe('pairs whose relation is known', () => {
  const check = ([, before, after, relation]: KnownPair) => {
    const { backward, forward, problem } = comparePair(before, after, { policy: 'strict' });
    expect([problem, backward?.answer, forward?.answer]).toEqual([undefined, ...answers[relation]]);
  };
  it.each(objects)('objects: %s', (...pair) => check(pair));
  it.each(arrays)('arrays: %s', (...pair) => check(pair));
  it.each(scalars)('scalars: %s', (...pair) => check(pair));
  it.each(connectives)('connectives: %s', (...pair) => check(pair));
});
