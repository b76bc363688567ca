import { Type } from '@sluice/contract';
import { contractOf, major, minor } from '../../testing/contracts.js';
import { bumpTooSmall } from '../bump-too-small.js';
import { type Cases, rejected } from './case.js';

const id = { productId: Type.Integer() };
const text = { productId: Type.String() };

/** Cases of bump-too-small. */
export const bumpTooSmallCases: Cases = {
  rule: bumpTooSmall,
  breaking: [
    { name: 'a minor version changes a type', given: minor(id, text), want: [rejected('', { productId: 0 })] },
    {
      name: 'versions that were never published are compared as well',
      given: {
        head: contractOf([
          { version: '1.0', properties: id },
          { version: '1.1', properties: text },
        ]),
      },
      want: [rejected('', { productId: 0 })],
    },
  ],
  allowed: [
    { name: 'a major version changes a type', given: major(id, text), want: [] },
    {
      name: 'a minor version adds an optional field',
      given: minor(id, { ...id, brand: Type.Optional(Type.String()) }),
      want: [],
    },
  ],
};
