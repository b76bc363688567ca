import { describe, expect, it } from 'vitest';
import { holdsExact, readJson, writeJson } from './exact-json.js';
import { compareNumbers, decimalOf, ExactNumber, exactly, floorOf, isWhole, plainDecimal } from './exact-number.js';

const exact = (text: string) => new ExactNumber(text);

describe('numbers as they are written', () => {
  it.each([
    ['1.0', 1],
    ['-0', -0],
    ['0e999999', 0],
    ['1e21', 1e21],
    ['100000000000000000000000', 1e23],
    ['9007199254740992', 2 ** 53],
    ['0.10', 0.1],
    ['12345.678e-2', 123.45678],
    ['9223372036854776000', 2 ** 63],
  ])('%s is a double', (text, want) => {
    expect(exactly(text)).toBe(want);
  });

  it.each([
    ['9007199254740993', '9007199254740993e0'],
    ['9007199254740993.000', '9007199254740993e0'],
    ['9.007199254740993e15', '9007199254740993e0'],
    ['-9223372036854775808', '-9223372036854775808e0'],
    ['1e400', '1e400'],
    ['10E+399', '1e400'],
    ['1e-400', '1e-400'],
    ['0.12345678901234567890', '1234567890123456789e-19'],
  ])('%s is none', (text, key) => {
    const number = exactly(text);
    expect([number instanceof ExactNumber, String(number), (number as ExactNumber).text]).toEqual([true, key, text]);
  });

  it('are ordered, told whole and rounded down like fractions of whole numbers', () => {
    const texts = [
      ...[
        '0',
        '-0',
        '1',
        '-1',
        '0.5',
        '-0.5',
        '9007199254740992',
        '9007199254740993',
        '-9007199254740993',
        '1e400',
        '1e-400',
      ],
      ...[
        '-1e400',
        '9223372036854775807',
        '9223372036854775808',
        '9223372036854776000',
        '123.4567890123456789',
        '-123.4567890123456789',
      ],
      ...[
        '1e21',
        '1000000000000000000001',
        '0.1',
        '0.10000000000000000001',
        '18446744073709551615',
        '1e17',
        '99999999999999999.5',
      ],
    ];
    const scale = 10n ** 400n;
    const scaled = (text: string) => {
      const [mantissa = '', power = '0'] = text.split('e');
      const [whole = '', fraction = ''] = mantissa.split('.');
      return (
        (BigInt(whole + fraction) * scale * 10n ** BigInt(400 + Number(power))) / 10n ** BigInt(400 + fraction.length)
      );
    };
    for (const a of texts) {
      const [number, value] = [exactly(a), scaled(a)];
      const floor = value / scale - (value < 0n && value % scale !== 0n ? 1n : 0n);
      expect([a, isWhole(number), floorOf(number)]).toEqual([a, value % scale === 0n, floor]);
      expect(scaled(plainDecimal(decimalOf(number)))).toBe(value);
      for (const b of texts) {
        const want = value < scaled(b) ? -1 : value > scaled(b) ? 1 : 0;
        expect([a, b, Math.sign(compareNumbers(number, exactly(b)))]).toEqual([a, b, want]);
      }
    }
  });

  it('are compared without writing out what a huge exponent means', () => {
    expect(compareNumbers(exact('1e999999999'), exact('2e999999998'))).toBeGreaterThan(0);
    expect(compareNumbers(exact('-1e999999999'), 5)).toBeLessThan(0);
    expect(compareNumbers(exact('1e-999999999'), 0)).toBeGreaterThan(0);
  });
});

describe('reading and writing JSON', () => {
  it('keeps every number, and everything else as JSON.parse has it', () => {
    const text =
      '{"a":[9007199254740993,1.0,-0,{"b\\"\\u00e9":1e400}],"__proto__":{"x":1E5},"s":"9007199254740993","a2":[],"o":{},"a":true,"n":null}';
    const value = readJson(text);
    expect(writeJson(value)).toBe(JSON.stringify(JSON.parse(text)));
    const other = readJson(
      '{"a":[9007199254740993,1.50,{"b\\"\\u00e9":1e400}],"__proto__":{"x":12345678901234567890},"n":[null,false]}',
    );
    expect(writeJson(other)).toBe(
      '{"a":[9007199254740993,1.5,{"b\\"é":1e400}],"__proto__":{"x":12345678901234567890},"n":[null,false]}',
    );
    expect(holdsExact(other)).toBe(true);
    expect(holdsExact(value)).toBe(false);
  });

  it('writes with spaces what JSON.stringify does', () => {
    const value = { a: [1, exact('9007199254740993'), [], {}, { b: undefined, c: [undefined] }], d: 'x' };
    const plain = { ...value, a: value.a.map((one) => (one instanceof ExactNumber ? 7 : one)) };
    for (const space of [0, 2]) {
      expect(writeJson(value, space).replace('9007199254740993', '7')).toBe(JSON.stringify(plain, null, space));
    }
  });

  it.each(['', '{', '01', '[1e]', '9007199254740993x'])('refuses what is no JSON: %s', (text) => {
    expect(() => readJson(text)).toThrow(SyntaxError);
  });

  it.each(['9007199254740993', ' [ 9007199254740993 ] '])('reads a value with nothing around it: %s', (text) => {
    expect(writeJson(readJson(text))).toBe(text.replaceAll(' ', ''));
  });

  it('reads what is nested deeper than the stack', () => {
    const depth = 200_000;
    expect(holdsExact(readJson(`${'['.repeat(depth)}9007199254740993${']'.repeat(depth)}`))).toBe(true);
  });
});
