import { Json, Type } from '@sluice/contract';
import { FORMATS } from '@sluice/ingest/codegen1';
import { beforeAll, describe, expect, it } from 'vitest';
import { contractOf } from '../../packages/compat/src/testing/contracts.js';
import { type Loaded, load } from '../validators/load.js';

const nested = '^(a+)+$';

/** Published versions keep patterns that the check refuses in new ones. */
const model = contractOf([
  {
    version: '1.0',
    properties: {
      plain: Type.Optional(Type.String({ pattern: nested })),
      search: Type.Optional(Type.String({ pattern: '\\s+$' })),
      email: Type.Optional(
        Type.String({ pattern: '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}[a-z]{2,3}$' }),
      ),
      list: Type.Optional(Type.Array(Type.String({ pattern: '^(a|aa)+$' }))),
      map: Type.Optional(Type.Record(Type.String(), Type.String({ pattern: '^(a|b|ab)*c$' }))),
      struct: Type.Optional(
        Type.Object({ deep: Type.String({ pattern: '(x+x+)+y', maxLength: 30_000, description: 'x' }) }),
      ),
      repeated: Type.Optional(Type.String({ pattern: '^(a+)+\\1$' })),
      free: Type.Optional(
        Json({
          anyOf: [
            { type: 'object', patternProperties: { '^(k+)+$': { type: 'integer' } }, additionalProperties: false },
            { type: 'string', pattern: '^(\\w+\\s?)*$', maxLength: 50 },
          ],
        }),
      ),
      linear: Type.Optional(Type.String({ pattern: '^[a-z]+(-[a-z]+)*$' })),
    },
  },
]);

let loaded: Loaded;
beforeAll(async () => {
  loaded = await load(model);
});

const long = 30_000;

describe('validators of published patterns', () => {
  const cases: readonly { name: string; event: object; want: readonly (readonly [code: string, path: string])[] }[] = [
    { name: 'what matches', event: { plain: 'a'.repeat(long) }, want: [] },
    { name: 'what nearly matches', event: { plain: `${'a'.repeat(long)}!` }, want: [['pattern', '/plain']] },
    { name: 'blanks', event: { search: `${' '.repeat(long)}x` }, want: [['pattern', '/search']] },
    { name: 'an address', event: { email: `${'a'.repeat(long)}@` }, want: [['pattern', '/email']] },
    { name: 'in a list', event: { list: ['a', `${'a'.repeat(long)}!`] }, want: [['pattern', '/list/1']] },
    { name: 'in a map', event: { map: { k: 'ab'.repeat(long / 2) } }, want: [['pattern', '/map/k']] },
    { name: 'in a struct', event: { struct: { deep: 'x'.repeat(long) } }, want: [['pattern', '/struct/deep']] },
    { name: 'a short text with a back-reference', event: { repeated: 'aaaa' }, want: [] },
    { name: 'a short text that does not match', event: { repeated: 'aab' }, want: [['pattern', '/repeated']] },
    {
      name: 'a long text with a back-reference',
      event: { repeated: `${'a'.repeat(40)}!` },
      want: [['pattern-length', '/repeated']],
    },
    { name: 'keys', event: { free: { kk: 1 } }, want: [] },
    {
      name: 'a long key',
      event: { free: { [`${'k'.repeat(long)}!`]: 1 } },
      want: [
        ['unknown-property', `/free/${'k'.repeat(long)}!`],
        ['type', '/free'],
        ['any-of', '/free'],
      ],
    },
    {
      name: 'a text beyond its length in a free field',
      event: { free: `${'a'.repeat(long)}!` },
      want: [
        ['type', '/free'],
        ['max-length', '/free'],
        ['pattern', '/free'],
        ['any-of', '/free'],
      ],
    },
    { name: 'what RegExp matches', event: { linear: `${'a-'.repeat(long / 2)}!` }, want: [['pattern', '/linear']] },
  ];
  it.each(cases)('judge $name at once', ({ event, want }) => {
    const started = process.cpuUsage();
    const judged = loaded.judge(loaded.contract, 'purchase', { event: 'purchase', version: '1.0', ...event });
    const errors = judged.ok ? [] : judged.errors.map(({ code, path }) => [code, path]);
    expect(errors).toEqual(want);
    expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
  });

  it('say why a long text is refused', () => {
    const judged = loaded.judge(loaded.contract, 'purchase', {
      event: 'purchase',
      version: '1.0',
      repeated: 'a'.repeat(20),
    });
    expect(judged.ok ? '' : judged.errors[0]?.message).toBe(
      'Can have at most 14 characters, found 20: a longer text could take too long to hold against ^(a+)+\\1$.',
    );
  });
});

describe('formats', () => {
  const pieces = [
    'a',
    'a.',
    'a-',
    '1',
    ':',
    '1:',
    '/',
    '/~0',
    '%41',
    '.',
    '@',
    '"',
    '\\"',
    'xn--',
    'é',
    '0',
    'P1',
    ' ',
    '[',
  ];
  it.each(Object.entries(FORMATS))('%s takes no time over any text', (_, holds) => {
    const started = process.cpuUsage();
    for (const start of ['', 'P', 'a@', '"', 'http://', '2024-01-01T00:00:00.', 'x:', '::', '/']) {
      for (const piece of pieces)
        holds(start + piece.repeat(Math.floor(long / piece.length)) + (piece === '1' ? 'Z' : '!'));
    }
    expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
  });
});
