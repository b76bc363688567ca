import { Type } from '@sluice/contract';
import { history } from '../../testing/history.js';
import { aliasClaimedTwice } from '../alias-claimed-twice.js';
import { type Cases, consumer } from './case.js';

const text = (...renamedFrom: string[]) => Type.Optional(Type.String(renamedFrom.length > 0 ? { renamedFrom } : {}));

/** Cases of alias-claimed-twice. */
export const aliasClaimedTwiceCases: Cases = {
  rule: aliasClaimedTwice,
  breaking: [
    {
      name: 'two fields claim the two names of one',
      given: history({ a: text() }, { b: text('a') }, { c: text('b'), d: text('a') }),
      want: [consumer('d', 'error')],
    },
    {
      name: 'two fields of a struct in a list',
      given: history(
        { list: Type.Array(Type.Object({ a: text() })) },
        { list: Type.Array(Type.Object({ b: text('a') })) },
        { list: Type.Array(Type.Object({ c: text('b'), d: text('a') })) },
      ),
      want: [consumer('list[].d', 'error')],
    },
  ],
  allowed: [
    {
      name: 'each has a name of its own',
      given: history({ a: text(), b: text() }, { c: text('a'), d: text('b') }),
      want: [],
    },
    {
      name: 'it was so before',
      given: history(
        { a: text() },
        { b: text('a') },
        { c: text('b'), d: text('a') },
        { c: text('b'), d: text('a'), e: text() },
      ),
      want: [],
    },
  ],
};
