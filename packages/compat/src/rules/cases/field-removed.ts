import { Decimal, Type } from '@sluice/contract';
import { major, minor } from '../../testing/contracts.js';
import { fieldRemoved } from '../field-removed.js';
import { type Cases, consumer, rejected, source } from './case.js';

const amount = { amount: Decimal(10, 2) };
const deprecated = { since: '1.0', removeAfter: '2026-06-30' };
const coupon = { coupon: Type.Optional(Type.String({ deprecated })) };

/** Cases of field-removed. */
export const fieldRemovedCases: Cases = {
  rule: fieldRemoved,
  breaking: [
    {
      name: 'a required field is gone',
      given: minor({ ...amount, productId: Type.Integer() }, amount),
      want: [rejected('productId', { productId: 0, amount: 0 }), consumer('productId'), source('productId')],
    },
    {
      name: 'an optional field is gone, and was never deprecated',
      given: minor({ ...amount, brand: Type.Optional(Type.String()) }, amount),
      want: [rejected('brand', { amount: 0, brand: '' }), consumer('brand'), source('brand')],
    },
    {
      name: 'a field of a struct in a list is gone',
      given: minor(
        { lines: Type.Array(Type.Object({ sku: Type.String(), price: Type.Number() })) },
        { lines: Type.Array(Type.Object({ sku: Type.String() })) },
      ),
      want: [
        rejected('lines[].price', { lines: [{ sku: '', price: 0 }] }),
        consumer('lines[].price'),
        source('lines[].price'),
      ],
    },
    {
      name: 'a deprecated field is gone before its date',
      given: { ...minor({ ...amount, ...coupon }, amount), now: '2026-06-30' },
      want: [rejected('coupon', { amount: 0, coupon: '' }), consumer('coupon'), source('coupon')],
    },
  ],
  allowed: [
    {
      name: 'a deprecated field is gone after its date',
      given: { ...minor({ ...amount, ...coupon }, amount), now: '2026-07-01' },
      want: [
        consumer('coupon'),
        source('coupon'),
        { ...rejected('coupon', { amount: 0, coupon: '' }), severity: 'info' },
      ],
    },
    {
      name: 'a new major version leaves a field out',
      given: major({ ...amount, productId: Type.Integer() }, amount),
      want: [
        { ...rejected('productId', { productId: 0, amount: 0 }), severity: 'info' },
        consumer('productId', 'info'),
        source('productId', 'info'),
      ],
    },
    { name: 'nothing is gone', given: minor(amount, amount), want: [] },
  ],
};
