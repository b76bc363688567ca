import { describe, expect, it } from 'vitest';
import { camelCase, nearest, pascalCase, snakeCase, sqlName } from './names.js';

describe('names', () => {
  it.each([
    ['userId', 'user_id'],
    ['productID', 'product_id'],
    ['HTMLPage', 'html_page'],
    ['utmURL2', 'utm_url2'],
    ['a', 'a'],
    ['address2Line', 'address2_line'],
    ['checkout_completed', 'checkout_completed'],
  ])('snakeCase(%s) is %s', (given, want) => expect(snakeCase(given)).toBe(want));

  it.each([
    ['timestamp', 'timestamp_'],
    ['order', 'order_'],
    ['tag', 'tag_'],
    ['user', 'user_'],
    ['userOrder', 'user_order'],
    ['qualify', 'qualify_'],
    ['view', 'view'],
  ])('sqlName(%s) is %s, which no engine reserves', (given, want) => expect(sqlName(given)).toBe(want));

  it('camelCase and pascalCase join words', () => {
    expect(camelCase('checkout_completed')).toBe('checkoutCompleted');
    expect(pascalCase('checkout_completed')).toBe('CheckoutCompleted');
  });

  it.each([
    ['prodcutId', ['productId', 'amount'], 'productId'],
    ['PRODUCTID', ['productId'], 'productId'],
    ['zzz', ['productId', 'amount'], undefined],
    ['', ['a'], 'a'],
  ])('nearest(%s) is %s', (given, candidates, want) => expect(nearest(given, candidates)).toBe(want));
});
