import { describe, expect, it } from 'vitest';
import { defineEnvelope, defineEvent } from './define.js';
import type { EventDefinition } from './definition.js';
import { isContractError } from './errors.js';
import { publish } from './publish.js';
import { Type } from './types.js';

const d = { description: 'x' };
const text = (options = {}) => Type.Optional(Type.String({ ...d, ...options }));
const envelope = defineEnvelope({
  version: '1.0',
  owner: 'o',
  description: 'e',
  properties: { userId: Type.Optional(Type.Integer(d)), timestamp: text({ column: 'occurred_at' }) },
});
const event = (version: string, properties: object, more: object = {}): EventDefinition =>
  defineEvent({
    name: 'cart',
    version,
    owner: 'o',
    description: 'c',
    properties: properties as Record<string, never>,
    ...more,
  });

const columns = (document: { properties?: object } | undefined) =>
  Object.fromEntries(
    Object.entries(
      (document?.properties ?? {}) as Record<string, { 'x-sluice': { column: string; ordinal: number } }>,
    ).map(([name, field]) => [name, `${field['x-sluice'].ordinal} ${field['x-sluice'].column}`]),
  );

const codeOf = (make: () => unknown): string | undefined => {
  try {
    make();
  } catch (error) {
    if (isContractError(error)) return `${error.code} at ${error.path}`;
    throw error;
  }
  return undefined;
};

describe('publish', () => {
  it('numbers new fields in the order as written and keeps what earlier minors froze', () => {
    const [, first, second] = publish([
      envelope,
      event('1.0', { beta: text(), order: text() }),
      event('1.1', { alpha: text(), order: text(), beta: text() }),
    ]);
    expect(columns(first)).toEqual({ beta: '1 beta', order: '2 order_' });
    expect(columns(second)).toEqual({ alpha: '3 alpha', order: '2 order_', beta: '1 beta' });
  });

  it('numbers anew in a new major, but keeps column names', () => {
    const documents = publish([
      envelope,
      event('1.0', { a: text({ column: 'kept' }), b: text() }),
      event('2.0', { b: text(), a: text() }),
    ]);
    expect(columns(documents[2])).toEqual({ b: '1 b', a: '2 kept' });
  });

  it('reads names from the registry and never computes them again', () => {
    const [published, cart] = publish([envelope, event('1.0', { a: text() })]);
    const renamed = JSON.parse(
      JSON.stringify([published, cart])
        .replace('"column":"a"', '"column":"a_of_old"')
        .replaceAll('"table":"cart"', '"table":"carts"'),
    );
    const [, again, next] = publish(
      [envelope, event('1.0', { a: text() }), event('1.1', { a: text(), b: text() })],
      renamed,
    );
    expect(columns(again)).toEqual({ a: '1 a_of_old' });
    expect(columns(next)).toEqual({ a: '1 a_of_old', b: '2 b' });
    expect(next?.['x-sluice'].table).toBe('carts');
  });

  it('freezes structs at every depth, also inside lists and maps', () => {
    const part = (fields: object) =>
      Type.Optional(Type.Array(Type.Record(Type.String(), Type.Object(fields as Record<string, never>)), d));
    const [, , second] = publish([
      envelope,
      event('1.0', { parts: part({ b: text() }) }),
      event('1.1', { parts: part({ a: text(), b: text() }) }),
    ]);
    const list = second?.properties?.parts?.items?.additionalProperties;
    expect(columns(list as object)).toEqual({ a: '2 a', b: '1 b' });
  });

  it('pins the newest envelope, and leaves the pin of a published version alone', () => {
    const newer = defineEnvelope({
      version: '1.1',
      owner: 'o',
      description: 'e',
      properties: {
        userId: Type.Optional(Type.Integer(d)),
        timestamp: text({ column: 'occurred_at' }),
        locale: text(),
      },
    });
    const before = publish([envelope, event('1.0', { a: text() })]);
    const after = publish([envelope, newer, event('1.0', { a: text() }), event('1.1', { a: text() })], before);
    expect(
      after.map((doc) => `${doc['x-sluice'].event} ${doc['x-sluice'].version} ${doc['x-sluice'].envelope ?? '-'}`),
    ).toEqual(['envelope 1.0 -', 'envelope 1.1 -', 'cart 1.0 1.0', 'cart 1.1 1.1']);
  });

  it('is the same whatever the order of the definitions', () => {
    const all = [envelope, event('1.0', { b: text() }), event('1.1', { b: text(), a: text() })];
    expect(publish([...all].reverse())).toEqual(publish(all));
  });

  it.each([
    [
      'two names in one column',
      { userID: text(), productId: text(), productID: text() },
      'column-collision at cart 1.0: properties.productID',
    ],
    ['a field of the envelope', { userId: text() }, 'reserved-name at cart 1.0: properties.userId'],
    ['a column of the envelope', { occurredAt: text() }, 'reserved-name at cart 1.0: properties.occurredAt'],
    ['a partition column', { hour: text() }, 'reserved-name at cart 1.0: properties.hour'],
  ])('refuses %s', (_, properties, want) =>
    expect(codeOf(() => publish([envelope, event('1.0', properties)]))).toBe(want),
  );

  it.each([
    [
      'an alias that is a field of the version',
      { a: text(), b: text({ renamedFrom: ['a'] }) },
      'alias-in-use at cart 1.0: properties.b',
    ],
    [
      'two fields with one old name',
      { a: text({ renamedFrom: ['x'] }), b: text({ renamedFrom: ['x'] }) },
      'alias-claimed-twice at cart 1.0: properties.b',
    ],
    [
      'an alias that is a field of the envelope',
      { a: text({ renamedFrom: ['userId'] }) },
      'alias-in-use at cart 1.0: properties.a',
    ],
    [
      'a column that is too long',
      { [`a${'Bc'.repeat(45)}`]: text() },
      `column-too-long at cart 1.0: properties.a${'Bc'.repeat(45)}`,
    ],
  ])('refuses %s', (_, properties, want) =>
    expect(codeOf(() => publish([envelope, event('1.0', properties)]))).toBe(want),
  );

  it('refuses a new name for the column of another field', () => {
    const make = (more: object) => () =>
      publish([envelope, event('1.0', { kind: text() }), event('1.1', { type: text({ column: 'kind', ...more }) })]);
    expect(codeOf(make({}))).toBe('column-collision at cart 1.1: properties.type');
    expect(codeOf(make({ renamedFrom: ['kind'] }))).toBeUndefined();
  });

  it('lets a field of a version that is still being written change its spelling', () => {
    const before = publish([envelope, event('1.0', { itemID: text(), b: text() })]);
    const [, again] = publish([envelope, event('1.0', { itemId: text(), b: text() })], before);
    expect(columns(again)).toEqual({ itemId: '3 item_id', b: '2 b' });
  });

  it('refuses to move a published field to another column', () => {
    const published = publish([envelope, event('1.0', { a: text() })]);
    expect(codeOf(() => publish([envelope, event('1.0', { a: text({ column: 'b' }) })], published))).toBe(
      'column-frozen at cart 1.0: properties.a',
    );
  });

  it('refuses to require what the envelope does not have', () => {
    expect(codeOf(() => publish([envelope, event('1.0', {}, { requires: ['sessionId'] })]))).toBe(
      'requires-unknown at cart 1.0: requires',
    );
  });
});
