import { Type } from '@sluice/contract';
import { major } from '../../testing/contracts.js';
import { bumpTooLarge } from '../bump-too-large.js';
import type { Cases } from './case.js';

const id = { productId: Type.Integer() };

/** Cases of bump-too-large. */
export const bumpTooLargeCases: Cases = {
  rule: bumpTooLarge,
  breaking: [
    {
      name: 'a major version only adds an optional field',
      given: major(id, { ...id, brand: Type.Optional(Type.String()) }),
      want: [{ surface: 'consumer', severity: 'info', path: '', verdict: 'compatible' }],
    },
  ],
  allowed: [{ name: 'a major version changes a type', given: major(id, { productId: Type.String() }), want: [] }],
};
