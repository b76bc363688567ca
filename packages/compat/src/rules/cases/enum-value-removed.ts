import { Enum } from '@sluice/contract';
import { minor } from '../../testing/contracts.js';
import { enumValueRemoved } from '../enum-value-removed.js';
import { type Cases, rejected, source } from './case.js';

/** Cases of enum-value-removed. */
export const enumValueRemovedCases: Cases = {
  rule: enumValueRemoved,
  breaking: [
    {
      name: 'a value is gone',
      given: minor({ action: Enum(['click', 'view']) }, { action: Enum(['click']) }),
      want: [rejected('action', { action: 'view' }), source('action')],
    },
  ],
  allowed: [
    {
      name: 'a value is new',
      given: minor({ action: Enum(['click']) }, { action: Enum(['click', 'view']) }),
      want: [],
    },
    {
      name: 'the order is another one',
      given: minor({ action: Enum(['click', 'view']) }, { action: Enum(['view', 'click']) }),
      want: [],
    },
  ],
};
