import { Type } from '@sluice/contract';
import { history } from '../../testing/history.js';
import { aliasReused } from '../alias-reused.js';
import { type Cases, consumer } from './case.js';

const text = (...renamedFrom: string[]) => Type.Optional(Type.String(renamedFrom.length > 0 ? { renamedFrom } : {}));

/** Cases of alias-reused. */
export const aliasReusedCases: Cases = {
  rule: aliasReused,
  breaking: [
    {
      name: 'a new field takes the old name of another one',
      given: history({ a: text() }, { b: text('a') }, { b: text(), a: text() }),
      want: [consumer('b', 'error')],
    },
    {
      name: 'the same, two renames later',
      given: history({ a: text() }, { b: text('a') }, { c: text('b') }, { c: text('b'), a: text() }),
      want: [consumer('c', 'error')],
    },
    {
      name: 'inside a struct in a map',
      given: history(
        { map: Type.Record(Type.String(), Type.Object({ b: text('a') })) },
        { map: Type.Record(Type.String(), Type.Object({ b: text(), a: text() })) },
      ),
      want: [consumer('map.*.b', 'error')],
    },
  ],
  allowed: [
    {
      name: 'a new field has a new name',
      given: history({ a: text() }, { b: text('a') }, { b: text('a'), c: text() }),
      want: [],
    },
    { name: 'the other field is gone', given: history({ a: text() }, { b: text('a') }, {}, { a: text() }), want: [] },
  ],
};
