import { describe, expect, it } from 'vitest';
import { arrays } from '../../test/known-pairs/arrays.js';
import { connectives } from '../../test/known-pairs/connectives.js';
import { drafts } from '../../test/known-pairs/drafts.js';
import { elements } from '../../test/known-pairs/elements.js';
import type { KnownPair, Relation } from '../../test/known-pairs/known-pair.js';
import { logic } from '../../test/known-pairs/logic.js';
import { names } from '../../test/known-pairs/names.js';
import { numbers } from '../../test/known-pairs/numbers.js';
import { objects } from '../../test/known-pairs/objects.js';
import { patterns } from '../../test/known-pairs/patterns.js';
import { references } from '../../test/known-pairs/references.js';
import { scalars } from '../../test/known-pairs/scalars.js';
import { unevaluated } from '../../test/known-pairs/unevaluated.js';
import { comparePair } from './compare-pair.js';
import type { Answer } from './types.js';

const answers: { readonly [R in Relation]: readonly [backward: Answer, forward: Answer] } = {
  equal: ['compatible', 'compatible'],
  narrower: ['compatible', 'breaking'],
  wider: ['breaking', 'compatible'],
  neither: ['breaking', 'breaking'],
};

const groups = {
  objects,
  names,
  arrays,
  elements,
  scalars,
  numbers,
  patterns,
  connectives,
  logic,
  references,
  unevaluated,
  drafts,
} satisfies { readonly [group: string]: readonly KnownPair[] };

describe.each(Object.entries(groups))('pairs whose relation is known: %s', (_, pairs) => {
  it.each(pairs)('%s', (_, before, after, relation) => {
    const { backward, forward, problem } = comparePair(before, after, { policy: 'strict' });
    expect([problem, backward?.answer, forward?.answer]).toEqual([undefined, ...answers[relation]]);
  });
});
