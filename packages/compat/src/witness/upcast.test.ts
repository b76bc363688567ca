import type { JsonSchema, JsonValue } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { type Upcast, upcast } from './upcast.js';

const renamed: JsonSchema = {
  type: 'object',
  properties: {
    action: { type: 'string', 'x-sluice': { renamedFrom: ['type', 'kind'] } },
    size: { type: 'integer', default: 1 },
  },
};
const deep: JsonSchema = {
  type: 'object',
  properties: { list: { type: 'array', items: renamed }, map: { type: 'object', additionalProperties: renamed } },
};
const swapped: JsonSchema = { properties: { a: { 'x-sluice': { renamedFrom: ['b'] } }, b: {} } };

const cases: { name: string; schema: JsonSchema; event: JsonValue; defaults?: boolean; want: Partial<Upcast> }[] = [
  { name: 'an old name', schema: renamed, event: { type: 'a' }, want: { event: { action: 'a' } } },
  { name: 'the oldest name', schema: renamed, event: { kind: 'a' }, want: { event: { action: 'a' } } },
  {
    name: 'both with the same value',
    schema: renamed,
    event: { type: 'a', action: 'a' },
    want: { event: { action: 'a' } },
  },
  {
    name: 'both with different values',
    schema: renamed,
    event: { type: 'a', action: 'b' },
    want: { event: { action: 'b' }, conflict: ['action'] },
  },
  { name: 'a default', schema: renamed, event: {}, defaults: true, want: { event: { size: 1 } } },
  {
    name: 'deep inside lists and maps',
    schema: deep,
    event: { list: [{ type: 'a' }], map: { x: { kind: 'b' } } },
    want: { event: { list: [{ action: 'a' }], map: { x: { action: 'b' } } } },
  },
  { name: 'a name in use again is no alias', schema: swapped, event: { b: 1 }, want: { event: { b: 1 } } },
  { name: 'what is no object stays', schema: renamed, event: 'a', want: { event: 'a' } },
];

describe('upcast', () => {
  it.each(cases)('resolves $name', ({ schema, event, defaults = false, want }) => {
    const { event: result, conflict } = upcast(schema, event, defaults);
    expect({ event: result, ...(conflict && { conflict }) }).toEqual(want);
  });

  it('leaves the event it was given as it is', () => {
    const event = { list: [{ type: 'a' }] };
    upcast(deep, event, true);
    expect(event).toEqual({ list: [{ type: 'a' }] });
  });
});
