import { Type } from '@sluice/contract';
import { minor } from '../../testing/contracts.js';
import { aliasAdded } from '../alias-added.js';
import { type Cases, rejected, source } from './case.js';

const both = { a: Type.Integer(), b: Type.Integer() };

/** Cases of alias-added. */
export const aliasAddedCases: Cases = {
  rule: aliasAdded,
  breaking: [
    {
      name: 'two fields that events carry together become one',
      given: minor(both, { b: Type.Integer({ renamedFrom: ['a'] }) }),
      want: [rejected('b', { a: 0, b: 1 }), source('b')],
    },
  ],
  allowed: [
    {
      name: 'an old name that no published version has',
      given: minor({ b: Type.Integer() }, { b: Type.Integer({ renamedFrom: ['a'] }) }),
      want: [],
    },
  ],
};
