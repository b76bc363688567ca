import { readJson, writeJson } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { pairFindings } from '../pair/index.js';
import { comparePair } from './compare-pair.js';
import type { AnySchema } from './types.js';

const schema = (text: string) => readJson(text) as AnySchema;

/** What the two schemas are to each other: `=`, or a witness as it is printed; `>` where the new one also accepts the old. */
type Row = readonly [old: string, fresh: string, backward: string, forward: string];

const rows: readonly Row[] = [
  [
    '{"const":9007199254740992}',
    '{"type":"integer","enum":[9007199254740993]}',
    '9007199254740992',
    '9007199254740993',
  ],
  ['{"const":9007199254740993}', '{"const":9007199254740993.0}', '=', '='],
  ['{"const":9007199254740993}', '{"const":9.007199254740993e15}', '=', '='],
  ['{"const":9007199254740993}', '{"const":"9007199254740993"}', '9007199254740993', '"9007199254740993"'],
  ['{"enum":[9007199254740993,1]}', '{"enum":[1.0,9007199254740993]}', '=', '='],
  [
    '{"const":{"a":[9007199254740993]}}',
    '{"const":{"a":[9007199254740992]}}',
    '{"a":[9007199254740993]}',
    '{"a":[9007199254740992]}',
  ],
  ['{"const":1e400}', '{"const":1e401}', '1e400', '1e401'],
  ['{"const":1e400}', '{"const":10e399}', '=', '='],
  ['{"const":1e-400}', '{"const":0}', '1e-400', '0'],
  ['{"const":-0}', '{"const":0}', '=', '='],
  ['{"const":1.0}', '{"const":1}', '=', '='],
  ['{"const":0.10000000000000000001}', '{"const":0.1}', '0.10000000000000000001', '0.1'],
  [
    '{"type":"integer","maximum":9007199254740993}',
    '{"type":"integer","maximum":9007199254740992}',
    '9007199254740993',
    '=',
  ],
  [
    '{"type":"integer","minimum":-9007199254740993}',
    '{"type":"integer","minimum":-9007199254740992}',
    '-9007199254740993',
    '=',
  ],
  [
    '{"type":"integer","maximum":9223372036854775807}',
    '{"type":"integer","maximum":9223372036854775808}',
    '=',
    '9223372036854775808',
  ],
  [
    '{"type":"integer","maximum":9223372036854775807}',
    '{"type":"integer","exclusiveMaximum":9223372036854775808}',
    '=',
    '=',
  ],
  [
    '{"type":"number","maximum":9223372036854775807}',
    '{"type":"number","exclusiveMaximum":9223372036854775808}',
    '=',
    '9223372036854775807.0001',
  ],
  [
    '{"type":"integer","minimum":-9223372036854775808}',
    '{"type":"integer","exclusiveMinimum":-9223372036854775809}',
    '=',
    '=',
  ],
  [
    '{"type":"integer","maximum":18446744073709551615}',
    '{"type":"integer","maximum":18446744073709551616}',
    '=',
    '18446744073709551616',
  ],
  [
    '{"type":"integer","minimum":9007199254740992,"maximum":9007199254740993}',
    '{"enum":[9007199254740992,9007199254740993]}',
    '=',
    '=',
  ],
  ['{"type":"integer","minimum":9007199254740993,"maximum":9007199254740993}', '{"const":9007199254740993}', '=', '='],
  ['{"type":"number","minimum":9007199254740993,"maximum":9007199254740993}', '{"const":9007199254740993}', '=', '='],
  [
    '{"type":"integer","exclusiveMinimum":9007199254740992,"exclusiveMaximum":9007199254740994}',
    '{"const":9007199254740993}',
    '=',
    '=',
  ],
  [
    '{"type":"integer","exclusiveMinimum":9007199254740992,"exclusiveMaximum":9007199254740994}',
    'false',
    '9007199254740993',
    '=',
  ],
  ['{"type":"integer","exclusiveMinimum":9007199254740992,"exclusiveMaximum":9007199254740993}', 'false', '=', '='],
  ['{"type":"integer","maximum":1e400}', '{"type":"integer"}', '=', `1${'0'.repeat(399)}1`],
  [
    '{"type":"number","multipleOf":9007199254740993}',
    '{"type":"number","multipleOf":9007199254740992}',
    '900719925474099300',
    '9007199254740992',
  ],
  ['{"type":"integer","multipleOf":3}', '{"type":"integer","multipleOf":1.5}', '=', '='],
  [
    '{"type":"integer","multipleOf":2,"minimum":9007199254740993}',
    '{"type":"integer","multipleOf":2,"minimum":9007199254740994}',
    '=',
    '=',
  ],
  [
    '{"type":"number","multipleOf":0.00000000000000000001}',
    '{"type":"number","multipleOf":0.00000000000000000002}',
    '1e-20',
    '=',
  ],
  ['{"type":"number","minimum":0.30000000000000000001}', '{"type":"number","minimum":0.3}', '=', '0.3'],
  [
    '{"$schema":"http://json-schema.org/draft-04/schema#","maximum":9007199254740993,"exclusiveMaximum":true}',
    '{"$schema":"http://json-schema.org/draft-04/schema#","maximum":9007199254740993}',
    '=',
    '9007199254740993',
  ],
  [
    '{"properties":{"id":{"const":9007199254740993}}}',
    '{"properties":{"id":{"const":9007199254740995}}}',
    '{"id":9007199254740993}',
    '{"id":9007199254740995}',
  ],
  [
    '{"items":{"enum":[9007199254740993,9007199254740995]},"type":"array","uniqueItems":true}',
    '{"maxItems":1}',
    '[9007199254740993,9007199254740995]',
    '*',
  ],
  [
    '{"anyOf":[{"const":9007199254740993},{"const":"a"}]}',
    '{"oneOf":[{"const":"a"},{"const":9007199254740993}]}',
    '=',
    '=',
  ],
  ['{"not":{"const":9007199254740993}}', 'true', '=', '9007199254740993'],
  ['{"type":"string","maxLength":18446744073709551615}', '{"type":"string"}', '=', '*'],
  ['{"type":"string","maxLength":9007199254740993}', '{"type":"string","maxLength":9007199254740992}', '=', '='],
];

describe('numbers that no double holds', () => {
  it.each(rows)('are compared as they are written: %s, %s', (old, fresh, backward, forward) => {
    const result = comparePair(schema(old), schema(fresh), { policy: 'strict' });
    const told = (['backward', 'forward'] as const).map((direction, at) => {
      const one = result[direction];
      if ([backward, forward][at] === '*') return '*';
      if (one?.answer === 'breaking') return writeJson(one.witness);
      return one?.answer === 'compatible' ? '=' : writeJson(one ?? result.problem);
    });
    expect(told).toEqual([backward, forward]);
  });

  it('are named in the reason as they are written', () => {
    const sides = { before: schema('{"maximum":9007199254740995}'), after: schema('{"maximum":9007199254740993}') };
    const [finding] = pairFindings(sides, comparePair(sides.before, sides.after), { policy: 'strict' });
    expect(finding).toMatchObject({
      rule: 'bound-tightened',
      message: 'The old schema accepts the value, the new one refuses it: must be <= 9007199254740993.',
    });
  });

  it.each(['{"maximum":1e1001}', '{"const":[1e-1001]}', '{"enum":[1e99999999999]}', `{"minimum":${'1'.repeat(1001)}}`])(
    'are refused where reckoning with them would take for ever: %s',
    (text) => {
      expect(comparePair(schema(text), true).problem).toMatchObject({ code: 'bad-keyword' });
    },
  );

  it.each(['{"properties":{"a":9007199254740993}}', '{"minLength":9007199254740993.5}', '{"type":9007199254740993}'])(
    'are no schemas, counts or types: %s',
    (text) => {
      expect(['bad-keyword', 'not-a-schema']).toContain(comparePair(schema(text), true).problem?.code);
    },
  );
});
