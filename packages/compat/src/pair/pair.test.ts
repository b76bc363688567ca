import type { JsonValue } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import type { AnySchema } from '../engine/types.js';
import { allRules } from '../rules/index.js';
import { keywordRules } from './keyword-rules.js';
import { pairFindings } from './pair-findings.js';
import { pairErrorLine, pairResultLine, readPairLine } from './pair-line.js';

interface Case {
  readonly name: string;
  readonly before?: AnySchema;
  readonly after?: AnySchema;
  readonly witness: JsonValue;
  readonly want: readonly [rule: string, path: string, message: string];
}

const refuses = 'The old schema accepts the value, the new one refuses it';

const cases: readonly Case[] = [
  {
    name: 'a type',
    after: { properties: { a: { type: 'string' } } },
    witness: { a: 1 },
    want: ['type-changed', 'a', `${refuses}: must be string.`],
  },
  {
    name: 'a missing property',
    after: { properties: { list: { items: { required: ['p/q'] } } } },
    witness: { list: [{}] },
    want: ['field-made-required', 'list[]["p/q"]', `${refuses}: must have required property 'p/q'.`],
  },
  {
    name: 'a property too many',
    after: { additionalProperties: false },
    witness: { '0': 1 },
    want: ['field-removed', '["0"]', `${refuses}: must NOT have additional properties.`],
  },
  {
    name: 'a value',
    after: { const: 1 },
    witness: 2,
    want: ['enum-value-removed', '', `${refuses}: must be equal to constant.`],
  },
  { name: 'a limit', after: { maximum: 1 }, witness: 2, want: ['bound-tightened', '', `${refuses}: must be <= 1.`] },
  {
    name: 'a limit of draft-04',
    after: { $schema: 'http://json-schema.org/draft-04/schema#', maximum: 2, exclusiveMaximum: true },
    witness: 2,
    want: ['bound-tightened', '', `${refuses}: must be < 2.`],
  },
  {
    name: 'a union, not one of its branches',
    after: { properties: { a: { anyOf: [{ type: 'string' }, { type: 'object', required: ['b'] }] } } },
    witness: { a: 1 },
    want: ['keyword-changed', 'a', `${refuses}: must match a schema in anyOf.`],
  },
  {
    name: 'nothing at all',
    after: false,
    witness: 1,
    want: ['field-removed', '', `${refuses}: boolean schema is false.`],
  },
  {
    name: 'a schema that nobody can read',
    after: { pattern: '(' },
    witness: '',
    want: ['incompatible', '', `${refuses}.`],
  },
];

describe('pairFindings', () => {
  it.each(cases)('names the place: $name', ({ before = true, after = true, witness, want: [rule, path, message] }) => {
    const [found, ...more] = pairFindings(
      { before, after },
      { backward: { answer: 'breaking', witness } },
      { policy: 'strict' },
    );
    expect([found, more]).toEqual([
      expect.objectContaining({ rule, path, message, witness, direction: 'backward', verdict: 'breaking' }),
      [],
    ]);
  });

  it('asks the old schema where it is the one that refuses', () => {
    const sides = { before: { enum: [1] }, after: true };
    expect(pairFindings(sides, { forward: { answer: 'breaking', witness: 2 } }, { policy: 'strict' })).toEqual([
      {
        rule: 'enum-value-added',
        direction: 'forward',
        verdict: 'breaking',
        path: '',
        keyword: 'enum',
        message:
          'The new schema accepts the value, the old one refuses it: must be equal to one of the allowed values.',
        witness: 2,
      },
    ]);
  });

  it('says what stood in the way of an answer, and nothing where both are compatible', () => {
    const unknown = { answer: 'unknown', keyword: 'pattern', path: '/properties/a', why: 'Two patterns.' } as const;
    const sides = { before: true, after: true };
    expect(pairFindings(sides, { backward: unknown, forward: { answer: 'compatible' } }, { policy: 'strict' })).toEqual(
      [
        {
          rule: 'undecided',
          direction: 'backward',
          verdict: 'unknown',
          path: '/properties/a',
          keyword: 'pattern',
          message: 'Two patterns.',
        },
      ],
    );
  });
});

describe('the table of keywords', () => {
  it('names rules of the check, or what only a pair of schemas can have', () => {
    const known = new Set([...allRules.map(({ id }) => id), 'field-added']);
    const named = Object.values(keywordRules).flatMap(({ backward, forward }) => [backward, forward]);
    expect(named.filter((rule) => !known.has(rule))).toEqual([]);
  });
});

describe('lines of pairs', () => {
  it.each([
    {
      name: 'a pair',
      line: '{"id":7,"old":true,"new":{"type":"string"}}',
      want: { id: 7, old: true, new: { type: 'string' } },
    },
    { name: 'a pair without an id', line: '\uFEFF{"old":{},"new":{}}', want: { old: {}, new: {} } },
    {
      name: 'a list',
      line: '[]',
      want: { error: { code: 'not-a-pair', line: 7, message: 'Line 7 is no object with "id", "old" and "new".' } },
    },
    {
      name: 'half a pair',
      line: '{"id":"a","old":{}}',
      want: { id: 'a', error: { code: 'not-a-pair', line: 7, message: 'Line 7 has no "new".' } },
    },
  ])('reads $name', ({ line, want }) => {
    expect(readPairLine(line, 7)).toEqual(want);
  });

  it('says what is no JSON', () => {
    expect(readPairLine('{', 7)).toEqual({
      error: { code: 'not-json', line: 7, message: expect.stringContaining('Line 7 is no JSON: ') },
    });
  });

  it('answers with the directions that were asked', () => {
    expect(pairResultLine('a', { backward: { answer: 'compatible' } }, [])).toEqual({
      id: 'a',
      backward: 'compatible',
      findings: [],
    });
    expect(pairErrorLine(undefined, { code: 'c', message: 'm' })).toEqual({ error: { code: 'c', message: 'm' } });
  });
});
