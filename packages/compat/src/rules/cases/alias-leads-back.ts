import { Type } from '@sluice/contract';
import { history } from '../../testing/history.js';
import { aliasLeadsBack } from '../alias-leads-back.js';
import { type Cases, consumer } from './case.js';

const text = (...renamedFrom: string[]) => Type.Optional(Type.String(renamedFrom.length > 0 ? { renamedFrom } : {}));

/** Cases of alias-leads-back. */
export const aliasLeadsBackCases: Cases = {
  rule: aliasLeadsBack,
  breaking: [
    {
      name: 'a field gets its first name back',
      given: history({ a: text() }, { b: text('a') }, { a: text('b') }),
      want: [consumer('a')],
    },
    {
      name: 'the same over two renames',
      given: history({ a: text() }, { b: text('a') }, { c: text('b') }, { a: text('c') }),
      want: [consumer('a')],
    },
  ],
  allowed: [
    { name: 'each name is new', given: history({ a: text() }, { b: text('a') }, { c: text('b', 'a') }), want: [] },
    {
      name: 'it went back before',
      given: history({ a: text() }, { b: text('a') }, { a: text('b') }, { a: text('b') }),
      want: [],
    },
  ],
};
