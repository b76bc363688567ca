import { Type } from '@sluice/contract';
import { history } from '../../testing/history.js';
import { aliasTypeChanged } from '../alias-type-changed.js';
import { type Cases, consumer } from './case.js';

const text = (...renamedFrom: string[]) => Type.Optional(Type.String(renamedFrom.length > 0 ? { renamedFrom } : {}));

/** Cases of alias-type-changed. */
export const aliasTypeChangedCases: Cases = {
  rule: aliasTypeChanged,
  breaking: [
    {
      name: 'a field claims the name of one that went before',
      given: history({ a: text() }, {}, { b: Type.Optional(Type.Integer({ renamedFrom: ['a'] })) }),
      want: [consumer('b', 'error')],
    },
  ],
  allowed: [
    { name: 'the type is the same', given: history({ a: text() }, {}, { b: text('a') }), want: [] },
    {
      name: 'the version before still has the field, so that type-changed speaks',
      given: history({ a: text() }, { b: Type.Optional(Type.Integer({ renamedFrom: ['a'] })) }),
      want: [],
    },
  ],
};
