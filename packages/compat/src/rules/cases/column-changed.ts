import { Type } from '@sluice/contract';
import { edited, minor } from '../../testing/contracts.js';
import { columnChanged } from '../column-changed.js';
import { type Cases, consumer } from './case.js';

const id = { productId: Type.Integer() };

/** Cases of column-changed. */
export const columnChangedCases: Cases = {
  rule: columnChanged,
  breaking: [
    {
      name: 'a published field is given another column',
      given: edited(id, { productId: Type.Integer({ column: 'item_id' }) }),
      want: [consumer('productId', 'error')],
    },
  ],
  allowed: [
    { name: 'the column is the same', given: minor(id, { ...id, brand: Type.Optional(Type.String()) }), want: [] },
    {
      name: 'a renamed field has a column of its own, as it must',
      given: minor(id, { itemId: Type.Integer({ renamedFrom: ['productId'] }) }),
      want: [],
    },
  ],
};
