import { Type } from '@sluice/contract';
import { minor } from '../../testing/contracts.js';
import { fieldMadeRequired } from '../field-made-required.js';
import { type Cases, rejected, source } from './case.js';

const optional = { brand: Type.Optional(Type.String()) };

/** Cases of field-made-required. */
export const fieldMadeRequiredCases: Cases = {
  rule: fieldMadeRequired,
  breaking: [
    {
      name: 'an optional field is required',
      given: minor(optional, { brand: Type.String() }),
      want: [rejected('brand', {}), source('brand')],
    },
    {
      name: 'a field is renamed and required in one go',
      given: minor(optional, { maker: Type.String({ renamedFrom: ['brand'] }) }),
      want: [rejected('maker', {}), source('maker')],
    },
  ],
  allowed: [
    { name: 'it stays optional', given: minor(optional, optional), want: [] },
    {
      name: 'a default stands in',
      given: minor(optional, { brand: Type.String({ default: 'none' }) }),
      want: [source('brand')],
    },
  ],
};
