import { Type } from '@sluice/contract';
import { edited } from '../../testing/contracts.js';
import { aliasRemoved } from '../alias-removed.js';
import { type Cases, rejected } from './case.js';

const aliased = { action: Type.String({ renamedFrom: ['type'] }) };
const optional = { action: Type.Optional(Type.String({ renamedFrom: ['type'] })) };

/** Cases of alias-removed. */
export const aliasRemovedCases: Cases = {
  rule: aliasRemoved,
  breaking: [
    {
      name: 'the old name of a required field is gone',
      given: edited(aliased, { action: Type.String() }),
      want: [rejected('action', { type: '' })],
    },
    {
      name: 'the old name of an optional field is gone, so that its values are lost',
      given: edited(optional, { action: Type.Optional(Type.String()) }),
      want: [rejected('action', { type: '' })],
    },
  ],
  allowed: [{ name: 'the old name stays', given: edited(aliased, aliased), want: [] }],
};
