import { Type } from '@sluice/contract';
import { minor } from '../../testing/contracts.js';
import { fieldMadeOptional } from '../field-made-optional.js';
import { type Cases, consumer } from './case.js';

const required = { brand: Type.String() };

/** Cases of field-made-optional. */
export const fieldMadeOptionalCases: Cases = {
  rule: fieldMadeOptional,
  breaking: [
    {
      name: 'a required field may be missing',
      given: minor(required, { brand: Type.Optional(Type.String()) }),
      want: [consumer('brand')],
    },
  ],
  allowed: [{ name: 'it stays required', given: minor(required, required), want: [] }],
};
