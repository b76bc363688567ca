import { describe, expect, it } from 'vitest';
import { isVisible, maskJson, shownPath, type Visible } from './mask.js';

const visible: Visible = {
  amount: 'value',
  items: { sku: 'value' },
  context: { app: 'all' },
  tags: 'value',
  byShop: { '*': { count: 'value' } },
};

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
    { name: 'lists of values', given: '{"tags":["a",["b"],{"c":"d"}]}', want: '{"tags":["a",["b"],{"c":"***"}]}' },
    {
      name: 'a struct where a value should be',
      given: '{"amount":{"email":"a@b.c"}}',
      want: '{"amount":{"email":"***"}}',
    },
    {
      name: 'maps of structs',
      given: '{"byShop":{"7":{"count":1,"buyer":"x"},"*":{"buyer":"y"},"a":"z"}}',
      want: '{"byShop":{"7":{"count":1,"buyer":"***"},"*":{"buyer":"***"},"a":"***"}}',
    },
    {
      name: 'free fields',
      given: '{"context":{"app":{"any":[{"x":1}]}}}',
      want: '{"context":{"app":{"any":[{"x":1}]}}}',
    },
    { name: 'a value where a struct should be', given: '{"context":"secret"}', want: '{"context":"***"}' },
    { name: 'twice the same key', given: '{"email":1,"email":2}', want: '{"email":"***","email":"***"}' },
    {
      name: 'names of prototypes',
      given: '{"__proto__":1,"constructor":2}',
      want: '{"__proto__":"***","constructor":"***"}',
    },
    {
      name: 'names that no field would have, where nobody knows them',
      given: '{"emial":1,"a@b.c":2,"+49 30 1234567":3,"id12345":4,"byShop":{"a@b.c":{"count":1}}}',
      want: '{"emial":"***","***":"***","***":"***","***":"***","byShop":{"a@b.c":{"count":1}}}',
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
    ['/amount/deep', false],
    ['/amount/0', true],
    ['/tags/3', true],
    ['/byShop/7/count', true],
    ['/byShop/7/buyer', false],
    ['/byShop/any/count', true],
    ['/byShop/any', false],
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

describe('shownPath', () => {
  const cases = [
    ['', ''],
    ['/amount', '/amount'],
    ['/items/3/note', '/items/3/note'],
    ['/items/3/a@b.c', '/items/3/***'],
    ['/email', '/email'],
    ['/a@b.c', '/***'],
    ['/byMail/a@b.c/name', '/byMail/***/***'],
    ['/byShop/a@b.c/count', '/byShop/a@b.c/count'],
    ['/context/app/a@b.c/1', '/context/app/a@b.c/1'],
    ['/amount/deep/er', '/amount/deep/***'],
    ['/a~1b', '/***'],
    ['/4915112345678', '/***'],
    ['/12', '/***'],
    ['/amount/4915112345678', '/amount/***'],
    ['/items/12345/note', '/items/12345/note'],
    ['/items/123456/note', '/items/***/***'],
    ['/items/007/note', '/items/***/***'],
  ] as const;
  it.each(cases)('%s: %s', (pointer, want) => {
    expect(shownPath(pointer, visible)).toBe(want);
  });
});
