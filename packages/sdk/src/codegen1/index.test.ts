import { describe, expect, test } from 'vitest';
import { rename, send } from './index.js';

test('send hands everything to the client and returns its id', () => {
  const calls: unknown[] = [];
  const client = { send: (...call: unknown[]) => `id-${calls.push(call)}` };
  expect(send(client, 'view', '1.0', { productId: 1 })).toBe('id-1');
  expect(calls).toEqual([['view', '1.0', { productId: 1 }]]);
});

describe('rename', () => {
  const cases = [
    { name: 'the old name becomes the new one', given: { itemId: 1, n: 2 }, want: { productId: 1, n: 2 } },
    { name: 'the new name wins', given: { productId: 2, itemId: 1 }, want: { productId: 2 } },
    { name: 'the new name wins in any order', given: { itemId: 1, productId: 2 }, want: { productId: 2 } },
    { name: 'inherited names are no names', given: { n: 2 }, want: { n: 2 } },
  ];
  test.each(cases)('$name', ({ given, want }) => expect(rename(given, { itemId: 'productId' })).toEqual(want));

  test('leaves the given object alone', () => {
    const props = Object.freeze({ itemId: 1, toString: 2 });
    expect(rename(props, { itemId: 'productId' })).toEqual({ productId: 1, toString: 2 });
    expect(props).toEqual({ itemId: 1, toString: 2 });
  });
});
