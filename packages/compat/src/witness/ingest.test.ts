import type { JsonSchema } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { diff } from '../changes/diff.js';
import { judgeIngest } from './ingest.js';
import { schemaPair } from './schema-pair.js';

const before: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'integer' },
    size: { enum: ['s', 'm', 'l'] },
    note: { type: 'string' },
    lines: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', properties: { n: { type: 'integer', maximum: 9 } } },
    },
  },
  required: ['id', 'lines'],
};

function judged(after: JsonSchema, budget?: number) {
  const pair = schemaPair(before, after);
  return diff(before, after).map((change) => judgeIngest(pair, change, budget));
}

const edit = (properties: JsonSchema['properties'], rest: JsonSchema = {}): JsonSchema => ({
  ...before,
  properties: { ...before.properties, ...properties },
  ...rest,
});

describe('judgeIngest', () => {
  it('gives every change a witness of its own', () => {
    const after = edit(
      { size: { enum: ['s', 'm'] }, note: { type: 'string', maxLength: 3 } },
      { required: ['id', 'lines', 'size'] },
    );
    expect(judged(after).map(({ verdict, witness }) => ({ verdict, event: witness?.event }))).toEqual([
      { verdict: 'breaking', event: { id: 0, lines: [{}] } },
      { verdict: 'breaking', event: { id: 0, lines: [{}], size: 'l' } },
      { verdict: 'breaking', event: { id: 0, lines: [{}], note: 'aaaa' } },
    ]);
  });

  it('reaches into the elements of a list', () => {
    const items = { type: 'object', properties: { n: { type: 'integer', maximum: 8 } } };
    const [verdict] = judged(edit({ lines: { type: 'array', minItems: 1, items } }));
    expect(verdict?.witness?.event).toEqual({ id: 0, lines: [{ n: 9 }] });
  });

  it('says unknown when the budget is spent, never more', () => {
    expect(judged(edit({ size: { enum: ['s', 'm'] } }), 0)).toEqual([
      { verdict: 'unknown', obstacle: { keyword: 'enum', path: [] }, steps: 0 },
    ]);
  });

  it('takes the same steps every time', () => {
    const after = edit({ size: { enum: ['s'] } });
    expect(judged(after)).toEqual(judged(structuredClone(after)));
  });
});
