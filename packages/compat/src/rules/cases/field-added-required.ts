import { Type } from '@sluice/contract';
import { minor } from '../../testing/contracts.js';
import { fieldAddedRequired } from '../field-added-required.js';
import { type Cases, rejected, source } from './case.js';

const id = { productId: Type.Integer() };

/** Cases of field-added-required. */
export const fieldAddedRequiredCases: Cases = {
  rule: fieldAddedRequired,
  breaking: [
    {
      name: 'a new required field',
      given: minor(id, { ...id, currency: Type.String() }),
      want: [rejected('currency', { productId: 0 }), source('currency')],
    },
    {
      name: 'a new required field in an optional struct',
      given: minor(
        { ship: Type.Optional(Type.Object({ city: Type.String() })) },
        { ship: Type.Optional(Type.Object({ city: Type.String(), zip: Type.String() })) },
      ),
      want: [rejected('ship.zip', { ship: { city: '' } }), source('ship.zip')],
    },
  ],
  allowed: [
    { name: 'a new optional field', given: minor(id, { ...id, currency: Type.Optional(Type.String()) }), want: [] },
    {
      name: 'a new required field with a default',
      given: minor(id, { ...id, currency: Type.String({ default: 'EUR' }) }),
      want: [source('currency')],
    },
  ],
};
