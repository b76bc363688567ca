import { Enum } from '@sluice/contract';
import { minor } from '../../testing/contracts.js';
import { enumValueAdded } from '../enum-value-added.js';
import { type Cases, consumer } from './case.js';

/** Cases of enum-value-added. */
export const enumValueAddedCases: Cases = {
  rule: enumValueAdded,
  breaking: [
    {
      name: 'a value is new',
      given: minor({ action: Enum(['click']) }, { action: Enum(['click', 'view']) }),
      want: [consumer('action')],
    },
  ],
  allowed: [
    {
      name: 'the values are the same',
      given: minor({ action: Enum(['click', 'view']) }, { action: Enum(['view', 'click']) }),
      want: [],
    },
  ],
};
