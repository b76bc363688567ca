import {
  defineEnvelope,
  defineEvent,
  digestOf,
  EpochMillis,
  modelOf,
  publish,
  Type,
  type UnknownProperties,
  Uuid,
} from '@sluice/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Loaded, load } from './load.js';

const about = { description: 'x' };
const base = { version: '1.0', owner: 'o', description: 'd' };
const envelope = defineEnvelope({
  ...base,
  properties: {
    eventId: Type.Optional(Uuid(about)),
    timestamp: Type.Optional(EpochMillis(about)),
    context: Type.Optional(Type.Object({ sdk: Type.Optional(Type.String(about)) }, about)),
  },
});
const part = (name: string, options = {}) => Type.Object({ [name]: Type.Integer(about) }, { ...about, ...options });

function definition(name: string, unknownProperties?: UnknownProperties) {
  return defineEvent({
    ...base,
    name,
    ...(unknownProperties && { unknownProperties }),
    properties: {
      productId: Type.Integer({ ...about, renamedFrom: ['itemId'] }),
      part: Type.Optional(part('size')),
      parts: Type.Optional(Type.Array(part('size'), about)),
      byName: Type.Optional(Type.Record(Type.String(), part('size'), about)),
    },
  });
}

const documents = publish([
  envelope,
  definition('captured', 'capture'),
  definition('silent'),
  definition('strict', 'reject'),
  definition('stripped', 'strip'),
]);
const model = modelOf(documents);
const head = { eventId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8', timestamp: 0 };
const unknown = {
  ...head,
  productId: 1,
  extra: 1,
  context: { sdk: 'web', os: 'ios' },
  part: { size: 1, colour: 'red' },
  parts: [{ size: 1 }, { size: 2, colour: 'red' }],
  byName: { any: { size: 1, colour: 'red' } },
};

describe('properties that a version does not know', () => {
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await load(model);
  });
  const rowOf = (name: string, event: object) => {
    const judgement = loaded.judge(loaded.contract, name, event);
    if (!judgement.ok) return judgement.errors.map(({ code, path, message }) => [code, path, message]);
    return JSON.parse(judgement.version.row(event as never, { eventId: '', receivedAt: 0 }));
  };

  const kept = {
    context: { sdk: 'web' },
    product_id: 1,
    part: { size: 1 },
    parts: [{ size: 1 }, { size: 2 }],
    by_name: { any: { size: 1 } },
  };
  it.each(['captured', 'silent'])('are kept in _extra: %s', (name) => {
    const { _extra, ...row } = rowOf(name, unknown);
    expect(row).toMatchObject(kept);
    expect(JSON.parse(_extra)).toEqual({
      extra: 1,
      context: { os: 'ios' },
      part: { colour: 'red' },
      parts: { 1: { colour: 'red' } },
      byName: { any: { colour: 'red' } },
    });
  });

  it('are left out, at every depth', () => {
    const row = rowOf('stripped', unknown);
    expect(row).toMatchObject(kept);
    expect(row).not.toHaveProperty('_extra');
    expect(JSON.stringify(row)).not.toContain('colour');
  });

  it('are refused, at every depth, each with its place', () => {
    const refused = rowOf('strict', { ...unknown, prodctId: 1 });
    expect(refused).toEqual([
      ['unknown-property', '/context/os', '"os" is not allowed here.'],
      ['unknown-property', '/part/colour', '"colour" is not allowed here.'],
      ['unknown-property', '/parts/1/colour', '"colour" is not allowed here.'],
      ['unknown-property', '/byName/any/colour', '"colour" is not allowed here.'],
      ['unknown-property', '/extra', '"extra" is not allowed here.'],
      ['unknown-property', '/prodctId', '"prodctId" is not allowed here. Did you mean "productId"?'],
    ]);
  });

  const accepted: { name: string; given: object }[] = [
    { name: 'known fields', given: { ...head, productId: 1, context: { sdk: 'web' } } },
    { name: 'an old name', given: { itemId: 1 } },
    {
      name: 'what the server and the SDK add',
      given: { productId: 1, event: 'strict', version: '1.0', sentAt: 5, receivedAt: 5 },
    },
    { name: 'a map with free keys', given: { productId: 1, byName: { anything: { size: 1 } } } },
  ];
  it.each(accepted)('$name are no unknown properties', ({ given }) => {
    expect(loaded.judge(loaded.contract, 'strict', given).ok).toBe(true);
  });
});

describe('the policy', () => {
  const block = (name: string) => documents.find((document) => document['x-sluice'].event === name)?.['x-sluice'];
  it('is part of what is published, and of its digest; capture is what is meant by silence', () => {
    expect(
      [block('captured'), block('silent'), block('strict'), block('stripped')].map((b) => b?.unknownProperties),
    ).toEqual([undefined, undefined, 'reject', 'strip']);
    const digest = (policy?: UnknownProperties) =>
      digestOf(publish([envelope, definition('one', policy)])[1] as object);
    expect(digest('capture')).toBe(digest());
    expect(new Set([digest(), digest('reject'), digest('strip')]).size).toBe(3);
  });

  it('is one of three', () => {
    expect(() => definition('one', 'drop' as never)).toThrow(
      '"drop" says nothing about properties that the version does not know.',
    );
  });
});
