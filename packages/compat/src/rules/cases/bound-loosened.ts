import { Type } from '@sluice/contract';
import { minor } from '../../testing/contracts.js';
import { boundLoosened } from '../bound-loosened.js';
import { type Cases, consumer } from './case.js';

/** Cases of bound-loosened. */
export const boundLoosenedCases: Cases = {
  rule: boundLoosened,
  breaking: [
    {
      name: 'maxLength is raised',
      given: minor({ s: Type.String({ maxLength: 3 }) }, { s: Type.String({ maxLength: 5 }) }),
      want: [consumer('s', 'info')],
    },
    {
      name: 'a pattern is gone',
      given: minor({ s: Type.String({ pattern: '^a$' }) }, { s: Type.String() }),
      want: [consumer('s', 'info')],
    },
  ],
  allowed: [
    {
      name: 'maxLength is lowered',
      given: minor({ s: Type.String({ maxLength: 5 }) }, { s: Type.String({ maxLength: 3 }) }),
      want: [],
    },
  ],
};
