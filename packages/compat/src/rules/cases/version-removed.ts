import { Type } from '@sluice/contract';
import { contractOf } from '../../testing/contracts.js';
import { versionRemoved } from '../version-removed.js';
import { type Cases, rejected } from './case.js';

const first = { version: '1.0', properties: { productId: Type.Integer() } };
const second = { version: '1.1', properties: { productId: Type.Integer(), brand: Type.Optional(Type.String()) } };

/** Cases of version-removed. */
export const versionRemovedCases: Cases = {
  rule: versionRemoved,
  breaking: [
    {
      name: 'the first of two versions is gone',
      given: { base: contractOf([first, second]), head: contractOf([second]) },
      want: [rejected('', { productId: 0 })],
    },
  ],
  allowed: [
    {
      name: 'both are there',
      given: { base: contractOf([first, second]), head: contractOf([first, second]) },
      want: [],
    },
  ],
};
