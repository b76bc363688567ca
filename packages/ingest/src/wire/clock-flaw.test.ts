import { describe, expect, it } from 'vitest';
import { contractOf, explain, judge, type RuntimeVersion, type TableNode } from '../codegen1/index.js';
import { examine } from '../examine.js';
import { shop } from '../testing/contract.js';
import { readText, type WireValue } from './wire.js';

const AT = 1_760_000_000_000;

function errorsOf(text: string, contract = shop): readonly string[] {
  const read = readText(text);
  const wire = (read as { body: WireValue }).body;
  const examined = examine({ wire, receivedAt: AT }, { contract, randomId: () => 'id', eventLimit: 1_000_000 });
  return examined.kind === 'refused' ? examined.errors.map(({ code, message }) => `${code}: ${message}`) : [];
}

describe('times in seconds', () => {
  const seconds = (found: string) => [
    `timestamp-seconds: Must be milliseconds since 1970, found ${found}: that looks like seconds. Send milliseconds.`,
  ];
  const cases: readonly (readonly [timestamp: string, want: readonly string[]])[] = [
    ['1714521600', seconds('1714521600')],
    ['1.7145216e9', seconds('1.7145216e9')],
    ['0', seconds('0')],
    ['99999999999', seconds('99999999999')],
    ['100000000000', []],
    ['1714521600000', []],
    ['253402300799999', []],
  ];
  it.each(cases)('%s', (timestamp, want) => {
    expect(errorsOf(`{"event":"login","userId":1,"timestamp":${timestamp}}`)).toEqual(want);
  });

  it('are refused under an old name, and accepted where the time is no such number', () => {
    const version = (schema: TableNode): RuntimeVersion => ({
      version: '1.0',
      major: 1,
      check: (event) => explain(schema, event).length === 0,
      row: (event) => JSON.stringify(event),
      renamed: () => false,
      schema,
    });
    const of = (schema: TableNode) => contractOf('x', [{ name: 'login', versions: [version(schema)] }]);
    const renamed = of({ type: 'object', fields: [['timestamp', 'millis', 0, 'ts']] });
    expect(errorsOf('{"event":"login","ts":1714521600}', renamed)).toEqual(seconds('1714521600'));
    const other = of({ type: 'object', fields: [['timestamp', 'int', 0]] });
    expect(errorsOf('{"event":"login","timestamp":1714521600}', other)).toEqual([]);
    expect(errorsOf('{"event":"login","timestamp":1714521600}', of({ type: 'object', fields: [] }))).toEqual([]);
  });
});

describe('numbers in errors', () => {
  const fields: TableNode = {
    type: 'object',
    fields: [
      ['d', { type: ['string', 'number'], decimal: [3, 2] }],
      ['n', { type: 'number', maximum: 5, exclusiveMinimum: 0 }],
      ['l', 'long'],
      ['s', 'text'],
      ['e', { enum: ['a'] }],
      ['x', { type: 'array', items: { type: 'object', fields: [['y/z', 'int', 1]] } }],
      ['m', { type: 'integer', multipleOf: 7 }],
    ],
  };
  const contract = contractOf('x', [
    {
      name: 'e',
      versions: [
        {
          version: '1.0',
          major: 1,
          check: () => false,
          row: (event) => JSON.stringify(event),
          renamed: () => false,
          schema: fields,
        },
      ],
    },
  ]);
  const messages = (text: string) => {
    const judged = judge(contract, 'e', JSON.parse(text), text);
    return judged.ok ? [] : judged.errors.map(({ path, message }) => `${path} ${message}`);
  };
  const cases: readonly (readonly [text: string, want: readonly string[]])[] = [
    ['{"n":1e400}', ['/n The number 1e400 is larger than a double can hold. Send it as a string.']],
    ['{"n":-1E+999}', ['/n The number -1E+999 is larger than a double can hold. Send it as a string.']],
    ['{"n":12345678901234567890}', ['/n Must be at most 5, found 12345678901234567890.']],
    ['{"n":5.0000000000000000001e1}', ['/n Must be at most 5, found 5.0000000000000000001e1.']],
    ['{"n":-0.1000000000000000055}', ['/n Must be more than 0, found -0.1000000000000000055.']],
    ['{"n":-0}', ['/n Must be more than 0, found -0.']],
    [
      '{"l":12345678901234567890}',
      [
        '/l Whole numbers beyond ±9007199254740991 lose digits in JSON, found 12345678901234567890. Define the field as Id64 and send it as a string.',
      ],
    ],
    ['{"s":0.1000000000000000055}', ['/s Must be a string, found 0.1000000000000000055.']],
    ['{"s":1.50}', ['/s Must be a string, found 1.50.']],
    ['{"s":1e2}', ['/s Must be a string, found 1e2.']],
    ['{"e":1.0}', ['/e Must be one of "a", found 1.0.']],
    ['{"d":0.12300}', ['/d Must have at most 2 decimals, found 0.12300.']],
    ['{"d":1E5}', ['/d Must have at most 3 digits before the point, found 1E5.']],
    ['{"m":8.0}', ['/m Must be a multiple of 7, found 8.0.']],
    ['{"x":[{"y/z":1},{"y/z":1.250}]}', ['/x/1/y~1z Must be a whole number, found 1.250.']],
    [
      '{"x":[{"q":[1e1,{}],"y/z":"]"},{"y/z":7e-1}]}',
      ['/x/0/y~1z Must be a whole number, found the string "]".', '/x/1/y~1z Must be a whole number, found 7e-1.'],
    ],
    ['{"s":1e400,"s":2.0}', ['/s Must be a string, found 2.0.']],
    ['{"s":1e400,"s":2}', ['/s Must be a string, found 2.']],
    ['{"\\u0073":3.0}', ['/s Must be a string, found 3.0.']],
    [`{"s":${'1'.repeat(80)}}`, [`/s Must be a string, found ${'1'.repeat(60)}….`]],
    ['{"version":1.10}', ['/version 1.10 is no version of "e"; known are 1.0.']],
    ['{"event":2.0}', ['/event The event was sent as "e" but says that it is 2.0.']],
    [' 3.0 ', [' An event is a JSON object, not 3.0.']],
  ];
  it.each(cases)('%s', (text, want) => {
    expect(messages(text)).toEqual(want);
  });
});
