import { describe, expect, it } from 'vitest';
import { among, at, atText, either, extra, json, loose, str, unique } from './index.js';
import { canonical, same } from './same.js';
import { show } from './show.js';
import { nearest } from './suggest.js';

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}
const deep = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);

describe('timestamps', () => {
  it.each([
    [0, '"1970-01-01 00:00:00.000"'],
    [1_714_521_600_123, '"2024-05-01 00:00:00.123"'],
    [253_402_300_799_999, '"9999-12-31 23:59:59.999"'],
    [-1, '"1969-12-31 23:59:59.999"'],
    [-1e15, '"0001-01-01 00:00:00.000"'],
    [1e15, '"9999-12-31 23:59:59.999"'],
    [59_999.7, '"1970-01-01 00:00:59.999"'],
  ])('%d is %s', (ms, want) => {
    expect(at(ms)).toBe(want);
  });

  it('agree with Date over many moments', () => {
    for (let ms = -3e9; ms < 4e12; ms += 7_919_197_013) {
      expect(at(ms)).toBe(`"${new Date(ms).toISOString().replace('T', ' ').slice(0, -1)}"`);
    }
  });

  it.each([
    ['2024-05-01T00:00:00Z', '"2024-05-01 00:00:00.000"'],
    ['2024-05-01t02:00:00.5+02:00', '"2024-05-01 00:00:00.500"'],
    ['2024-05-01T00:00:00.123999z', '"2024-05-01 00:00:00.123"'],
    ['0001-01-01T00:00:00Z', '"0001-01-01 00:00:00.000"'],
    ['9999-12-31T23:59:59.9999Z', '"9999-12-31 23:59:59.999"'],
    ['2016-12-31T18:59:60.5-05:00', '"2017-01-01 00:00:00.500"'],
  ])('%s is %s', (text, want) => {
    expect(atText(text)).toBe(want);
  });
});

describe('texts', () => {
  it.each([
    ['plain', '"plain"'],
    ['"\\\n\u0000', '"\\"\\\\\\n\\u0000"'],
    ['\ud800x\udc00', '"\ufffdx\ufffd"'],
    ['😀', '"😀"'],
  ])('%j as JSON', (text, want) => {
    expect(str(text)).toBe(want);
  });

  it('of anything', () => {
    expect([json({ a: 'x' }), loose('x'), loose(1.5), loose({ a: 1 }), loose(Number.NaN)]).toEqual([
      '"{\\"a\\":\\"x\\"}"',
      '"x"',
      '1.5',
      '{"a":1}',
      'null',
    ]);
  });

  it.each([
    ['x'.repeat(60), `"${'x'.repeat(60)}"`],
    ['x'.repeat(61), `"${'x'.repeat(60)}…"`],
    [[1, 2], 'a list of 2'],
    [{ a: deep }, 'an object with 1 fields'],
    [null, 'null'],
  ])('%# are shown short', (value, want) => {
    expect(show(value)).toBe(want);
  });
});

describe('equality', () => {
  it.each([
    [1, 1, true],
    [1, '1', false],
    [0, -0, true],
    [[1, { a: 1, b: 2 }], [1, { b: 2, a: 1 }], true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: undefined }, { b: 1 }, false],
    [[], {}, false],
    [null, {}, false],
    [JSON.parse('{"__proto__":1}'), {}, false],
    [nested(100), nested(100), true],
    [deep, JSON.parse(JSON.stringify([1])), false],
  ])('%# of two values', (a, b, want) => {
    expect(same(a, b)).toBe(want);
  });

  it('never exhausts the stack', () => {
    const twin = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    expect([same(deep, twin), unique([deep, twin]), among(deep, [twin])]).toEqual([false, true, false]);
  });

  it.each([
    [[1, '1', true, 'true', null], true],
    [
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      false,
    ],
    [['{"a":1}', { a: 1 }], true],
    [[0, -0], false],
    [[], true],
  ])('%# of list elements', (list, want) => {
    expect(unique(list)).toBe(want);
  });

  it('of a renamed field', () => {
    expect([either(1, undefined), either(undefined, 2), either(3, 3), either(null, undefined)]).toEqual([
      1,
      2,
      3,
      null,
    ]);
    expect([either(1, 2), either(null, 1), either(either(1, 2), 1)].map(String)).toEqual(
      new Array(3).fill('Symbol(rename conflict)'),
    );
  });
});

describe('canonical JSON', () => {
  it('has its keys sorted, and no blanks', () => {
    expect(canonical({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
  });
});

describe('names that are nearly right', () => {
  it.each([
    ['purchse', ['purchase', 'pageview'], 'purchase'],
    ['product_id', ['productId', 'price'], 'productId'],
    ['PRODUCTID', ['productId'], 'productId'],
    ['x', ['y'], undefined],
    ['view', ['vary'], undefined],
    ['x'.repeat(1e6), ['x'], undefined],
  ])('%# has its suggestion', (name, candidates, want) => {
    expect(nearest(name, candidates)).toBe(want);
  });
});

describe('extras', () => {
  it('keep hostile names as own properties', () => {
    const event = JSON.parse('{"__proto__":{"x":1},"known":1}');
    expect(extra(event, { fields: [['known', 'any', 0]] }, '')).toBe('"{\\"__proto__\\":{\\"x\\":1}}"');
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it('know old names, maps and lists', () => {
    const table = {
      fields: [
        ['a', 'any', 0, 'b'],
        ['m', { rest: { fields: [['x', 'any', 0]] } }, 0],
      ],
    } as const;
    expect(extra({ b: 1, m: { k: { x: 1, y: 2 } } }, table, ',')).toBe(',"{\\"m\\":{\\"k\\":{\\"y\\":2}}}"');
    expect(extra({ a: 1 }, table, ',')).toBe('');
  });
});
