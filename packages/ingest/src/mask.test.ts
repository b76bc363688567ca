import { describe, expect, it } from 'vitest';
import { isVisible, maskJson, type Visible } from './mask.js';

const visible: Visible = { amount: true, items: { sku: true }, context: { app: true } };

describe('maskJson', () => {
  const cases = [
    {
      name: 'digits stay as they are',
      given: '{"amount": 12345678901234567890.10}',
      want: '{"amount":12345678901234567890.10}',
    },
    { name: 'unmarked fields', given: '{"email":"a@b.c","amount":1}', want: '{"email":"***","amount":1}' },
    { name: 'whole structs', given: '{"user":{"name":"x","age":[1]}}', want: '{"user":"***"}' },
    {
      name: 'lists of structs',
      given: '{"items":[{"sku":"1","note":"x"},{"sku":"2"}]}',
      want: '{"items":[{"sku":"1","note":"***"},{"sku":"2"}]}',
    },
    { name: 'a value where a struct should be', given: '{"context":"secret"}', want: '{"context":"***"}' },
    { name: 'twice the same key', given: '{"email":1,"email":2}', want: '{"email":"***","email":"***"}' },
    {
      name: 'names of prototypes',
      given: '{"__proto__":1,"constructor":2}',
      want: '{"__proto__":"***","constructor":"***"}',
    },
    { name: 'no JSON', given: '{"amount":1', want: '"***"' },
    { name: 'a text', given: '"a@b.c"', want: '"***"' },
  ];
  it.each(cases)('$name', ({ given, want }) => {
    expect(maskJson(given, visible)).toBe(want);
  });
});

describe('isVisible', () => {
  const cases = [
    ['/amount', true],
    ['/amount/deep', true],
    ['/email', false],
    ['/items/3/sku', true],
    ['/items/3/note', false],
    ['/items', false],
    ['/context/app/version', true],
    ['/constructor', false],
    ['', false],
  ] as const;
  it.each(cases)('%s: %s', (pointer, want) => {
    expect(isVisible(pointer, visible)).toBe(want);
  });
});
