import {
  type ContractModel,
  defineEnvelope,
  defineEvent,
  EpochMillis,
  Int32,
  modelOf,
  publish,
  Type,
  Uuid,
} from '@sluice/contract';

const description = 'Said.';
const text = (...renamedFrom: string[]) => Type.Optional(Type.String({ maxLength: 20, description, renamedFrom }));
const count = (...renamedFrom: string[]) => Type.Optional(Int32({ description, renamedFrom }));
type Properties = Parameters<typeof defineEvent>[0]['properties'];
const struct = (properties: Properties, renamedFrom: string[] = []) =>
  Type.Optional(Type.Object(properties, { description, renamedFrom }));
const list = (properties: Properties) =>
  Type.Optional(Type.Array(Type.Object(properties, { description }), { description }));
const map = (properties: Properties) =>
  Type.Optional(Type.Record(Type.String(), Type.Object(properties, { description }), { description }));

const plain = Type.Optional(Type.String({ description }));
const envelope = defineEnvelope({
  version: '1.0',
  owner: 'o',
  description,
  properties: {
    eventId: Type.Optional(Uuid({ description })),
    event: plain,
    version: plain,
    timestamp: Type.Optional(EpochMillis({ column: 'occurred_at', description })),
    receivedAt: Type.Optional(EpochMillis({ description })),
  },
});

const event = (version: string, properties: Properties) =>
  defineEvent({ name: 'parcel', version, owner: 'o', description, properties });

const item = (properties: Properties) => ({ lines: list(properties), bySku: map(properties) });
const oldClient = struct({ os: text(), app: struct({ name: text() }) });
const client = struct({ platform: text('os'), app: struct({ title: text('name') }) });

/** An event whose structs have keys that were renamed: in a chain, deep inside, in lists and maps, over majors. */
export const nestedRenamesModel: ContractModel = modelOf(
  publish([
    envelope,
    event('1.0', {
      place: struct({ a: text(), kept: count(), deep: struct({ x: count() }) }),
      client: oldClient,
      ...item({ sku: text() }),
    }),
    event('1.1', {
      place: struct({ b: text('a'), kept: count(), deep: struct({ y: count('x') }) }),
      client,
      ...item({ code: text('sku') }),
    }),
    event('1.2', {
      place: struct({ c: text('b'), kept: count(), deep: struct({ y: count('x') }) }),
      client,
      ...item({ code: text('sku'), weight: count() }),
    }),
    event('2.0', {
      spot: struct({ c: text(), inner: struct({ z: count('y') }, ['deep']) }, ['place']),
      client,
      ...item({ article: text('code') }),
    }),
  ]),
);
