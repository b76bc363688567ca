import { Decimal, EpochMillis, Id64, Int32, Timestamp, Type, Uuid } from '@sluice/contract';
import { minor } from '../../testing/contracts.js';
import { typeChanged } from '../type-changed.js';
import { type Cases, consumer, rejected, source } from './case.js';

const others = (path: string) => [consumer(path), source(path)];

/** Cases of type-changed. */
export const typeChangedCases: Cases = {
  rule: typeChanged,
  breaking: [
    {
      name: 'an integer becomes a text',
      given: minor({ productId: Type.Integer() }, { productId: Type.String() }),
      want: [rejected('productId', { productId: 0 }), ...others('productId')],
    },
    {
      name: 'a 64-bit integer is narrowed to 32 bits',
      given: minor({ count: Type.Integer() }, { count: Int32() }),
      want: [rejected('count', { count: 2147483648 }), consumer('count')],
    },
    {
      name: 'a decimal loses a digit before the point',
      given: minor({ amount: Decimal(10, 2) }, { amount: Decimal(9, 2) }),
      want: [rejected('amount', { amount: 99999999 }), consumer('amount')],
    },
    {
      name: 'a decimal loses a digit after the point',
      given: minor({ amount: Decimal(10, 3) }, { amount: Decimal(10, 2) }),
      want: [rejected('amount', { amount: 0.001 }), consumer('amount')],
    },
    {
      name: 'a text becomes a UUID, deep in a struct',
      given: minor({ a: Type.Object({ id: Type.String() }) }, { a: Type.Object({ id: Uuid() }) }),
      want: [rejected('a.id', { a: { id: '' } }), consumer('a.id')],
    },
    {
      name: 'a timestamp is spelled in another way',
      given: minor({ at: EpochMillis() }, { at: Timestamp() }),
      want: [rejected('at', { at: 0 }), ...others('at')],
    },
    {
      name: 'a 64-bit id is sent as a text instead of a number',
      given: minor({ id: Type.Integer() }, { id: Id64() }),
      want: [rejected('id', { id: 0 }), ...others('id')],
    },
    {
      name: 'the values of a map are fractions no more',
      given: minor({ m: Type.Record(Type.String(), Type.Number()) }, { m: Type.Record(Type.String(), Type.Integer()) }),
      want: [rejected('m.*', { m: { key1: 0.1 } }), consumer('m.*')],
    },
    {
      name: 'a renamed field has another type',
      given: minor({ type: Type.Integer() }, { action: Type.String({ renamedFrom: ['type'] }) }),
      want: [rejected('action', { type: 0 }), ...others('action')],
    },
  ],
  allowed: [
    {
      name: 'a 32-bit integer is widened to 64 bits',
      given: minor({ count: Int32() }, { count: Type.Integer() }),
      want: [consumer('count')],
    },
    {
      name: 'a decimal gains a digit before the point',
      given: minor({ amount: Decimal(10, 2) }, { amount: Decimal(11, 2) }),
      want: [consumer('amount')],
    },
    {
      name: 'a UUID becomes any text',
      given: minor({ id: Uuid() }, { id: Type.String() }),
      want: [consumer('id')],
    },
  ],
};
