import { describe, expect, it } from 'vitest';
import * as codegen from './index.js';

type Check = (value: unknown) => boolean;

/** Values on either side of every limit, by the check that draws it. */
const boundaries: { name: string; check: Check; yes: readonly unknown[]; no: readonly unknown[] }[] = [
  { name: 'bool', check: codegen.bool, yes: [true, false], no: [0, 'true', null, undefined] },
  {
    name: 'int',
    check: codegen.int,
    yes: [0, -0, 2147483647, -2147483648],
    no: [2147483648, -2147483649, 1.5, '1', null, Number.NaN, Infinity],
  },
  {
    name: 'long',
    check: codegen.long,
    yes: [9007199254740991, -9007199254740991, 1.0],
    no: [9007199254740992, -9007199254740992, 0.5, '1', null],
  },
  {
    name: 'id64',
    check: codegen.id64,
    yes: ['0', '-0', '2103807459595387724', '9223372036854775807', '-9223372036854775808'],
    no: ['9223372036854775808', '-9223372036854775809', '00', '+1', '1.0', '', '-', '1\n', 1],
  },
  { name: 'double', check: codegen.double, yes: [0, 1e308, -1.5], no: [Infinity, Number.NaN, '1', null] },
  {
    name: 'millis',
    check: codegen.millis,
    yes: [0, 253402300799999],
    no: [-1, 253402300800000, 0.5, '0', null],
  },
  {
    name: 'decimal(10,2) as number',
    check: (value) => codegen.decimalNumber(value as number, 8, 2),
    yes: [0, -0, 19.99, 35.79, 0.1, 99999999.99, -99999999.99, 1.1, 4.35],
    no: [1e8, 99999999.991, 0.001, 0.30000000000000004, 1.005, 1e-7],
  },
  {
    name: 'decimal(15,9) as number',
    check: (value) => codegen.decimalNumber(value as number, 6, 9),
    yes: [123456.123456789, 0.000001],
    no: [0.0000001, 1234567, 0.0000000001],
  },
  {
    name: 'decimal(6,6) as number',
    check: (value) => codegen.decimalNumber(value as number, 0, 6),
    yes: [0.999999, 0.000001, 0],
    no: [1, 0.9999999, 0.0000005],
  },
  {
    name: 'decimal(10,2) as text',
    check: (value) => codegen.decimalText(value, 8, 2),
    yes: ['0', '-0.00', '35.79', '99999999.9'],
    no: ['100000000', '1.234', '.5', '5.', '05', '+5', '1e3', '', ' 1', '1\n', 5],
  },
  {
    name: 'decimal(38,10) as text',
    check: (value) => codegen.decimalText(value, 28, 10),
    yes: ['12345678901234567890.12', `${'9'.repeat(28)}.${'9'.repeat(10)}`],
    no: ['9'.repeat(29), '0.12345678901'],
  },
  {
    name: 'text of 2 to 3 characters',
    check: (value) => codegen.sized(value, 2, 3),
    yes: ['ab', 'abc', '😀😀', '😀😀😀', '\ud800\ud800'],
    no: ['', 'a', '😀', 'abcd', '😀😀😀😀', 5, null],
  },
  {
    name: 'uuid',
    check: codegen.uuid,
    yes: [
      '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
      '00000000-0000-0000-0000-000000000000',
      'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    ],
    no: [
      'urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8',
      '6ba7b8109dad11d180b400c04fd430c8',
      '6ba7b810-9dad-11d1-80b4-00c04fd430cg',
      '6ba7b810-9dad-11d1-80b4-00c04fd430c\u0138',
      '-ba7b810-9dad-11d1-80b4-00c04fd430c8',
      '6ba7b810x9dad-11d1-80b4-00c04fd430c8',
      5,
    ],
  },
  {
    name: 'date',
    check: codegen.date,
    yes: ['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '2024-04-30'],
    no: [
      '0000-01-01',
      '0000-12-31',
      '2023-02-29',
      '1900-02-29',
      '2024-04-31',
      '2024-00-10',
      '2024-13-01',
      '2024-01-00',
      '2024-1-1',
      '2024-02-29Z',
      5,
    ],
  },
  {
    name: 'instant',
    check: codegen.instant,
    yes: [
      '2024-02-29T23:59:59Z',
      '2024-02-29t00:00:00.123456789z',
      '2024-02-29T00:00:00+05:30',
      '2016-12-31T23:59:60Z',
      '2016-12-31T18:59:60-05:00',
      '2017-01-01T05:29:60+05:30',
      '2017-01-01T23:58:60+23:59',
      '0001-01-01T00:00:00Z',
      '0001-01-01T00:00:00-23:59',
      '0001-01-01T01:00:00+01:00',
      '9999-12-31T23:59:59.999999999Z',
      '9999-12-31T23:59:59.9999+05:00',
      '9999-12-31T18:59:59-05:00',
      '9999-12-30T23:59:60Z',
    ],
    no: [
      '0000-01-01T00:00:00Z',
      '0000-12-31T23:59:59-01:00',
      '0001-01-01T00:00:00+00:01',
      '0001-01-01T00:59:59.999+01:00',
      '9999-12-31T23:59:59.9999-05:00',
      '9999-12-31T19:00:00-05:00',
      '9999-12-31T23:59:60Z',
      '9999-12-31T18:59:60-05:00',
      '9999-12-31t23:59:59.9999-00:01',
      '2023-02-29T00:00:00Z',
      '2024-02-29',
      '2024-02-29T00:00:00',
      '2024-02-29 00:00:00Z',
      '2024-02-29T24:00:00Z',
      '2024-02-29T23:60:00Z',
      '2024-02-29T12:00:60Z',
      '2024-02-29T00:00:00+0530',
      '2024-02-29T00:00:00.Z',
      '2024-02-29T00:00:00+24:00',
      5,
    ],
  },
  {
    name: 'email',
    check: codegen.email,
    yes: ['a@b.co', 'a.b+c@x-y.org'],
    no: ['a@b', '@b.co', 'a b@c.de', `${'a'.repeat(320)}@b.co`, 5],
  },
  {
    name: 'uri',
    check: codegen.uri,
    yes: ['https://example.org/a?b=c#d', 'mailto:a@b.co', 'http://[::1]:80/', 'file:///x', 'http://[v1.x]/'],
    no: ['//x', 'a b', 'http://a b', 'http://[::g]/', 'http://[1:2]/', 'x:%zz', '1a:b', '', 5],
  },
  {
    name: 'ipv4',
    check: codegen.ipv4,
    yes: ['0.0.0.0', '255.255.255.255'],
    no: ['256.1.1.1', '01.2.3.4', '1.2.3', '1.2.3.4.5', 5],
  },
  {
    name: 'ipv6',
    check: codegen.ipv6,
    yes: ['::', '::1', '1::', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4', '1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:7::'],
    no: [
      '',
      ':',
      ':::',
      '1::2::3',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1::3:4:5:6:7:8:9',
      '12345::',
      '1.2.3.4',
      'fe80::1%eth0',
      5,
    ],
  },
];

describe.each(boundaries)('$name', ({ check, yes, no }) => {
  it.each(yes.map((value) => [value]))('accepts %j', (value) => {
    expect(check(value)).toBe(true);
  });
  it.each(no.map((value) => [value]))('refuses %j', (value) => {
    expect(check(value)).toBe(false);
  });
});

describe('every standard value', () => {
  const named: { readonly [name: string]: unknown } = codegen;
  it.each(Object.keys(codegen.STANDARD).filter((name) => name !== 'any'))('%s has a check of its name', (name) => {
    expect(named[name]).toBeTypeOf('function');
  });
});
