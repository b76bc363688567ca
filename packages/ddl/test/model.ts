import {
  type ContractModel,
  Date_,
  Decimal,
  defineEnvelope,
  defineEvent,
  Enum,
  EpochMillis,
  Id64,
  Int32,
  Json,
  modelOf,
  publish,
  Timestamp,
  Type,
  Uuid,
} from '@sluice/contract';

const envelope = defineEnvelope({
  version: '1.0',
  owner: 'data-platform',
  description: 'What every event says.',
  properties: {
    eventId: Type.Optional(Uuid({ description: 'Identifies this occurrence.' })),
    event: Type.Optional(Type.String({ maxLength: 100, description: 'Name of the event.' })),
    version: Type.Optional(Type.String({ maxLength: 20, description: "The event's version." })),
    timestamp: Type.Optional(EpochMillis({ column: 'occurred_at', description: 'When it happened.' })),
    receivedAt: Type.Optional(EpochMillis({ description: 'When the collector received it.' })),
    userId: Type.Optional(Type.Integer({ sensitivity: 'pseudonymous', description: 'Customer number.' })),
    anonymousId: Type.Optional(Type.String({ maxLength: 64, description: 'Device or browser.' })),
    sessionId: Type.Optional(Type.String({ maxLength: 64, description: 'Visit.' })),
  },
});

const amount = Decimal(10, 2, { description: 'What the customer paid.', examples: ['35.79'] });
const productId = Type.Integer({ description: 'Catalogue id of the product.', examples: [44600062] });

/** A purchase; under this name up to app 3.5. */
const purchases = [
  defineEvent({
    name: 'purchase',
    version: '1.0',
    owner: 'commerce',
    description: 'A customer paid.',
    properties: { itemId: productId, amount },
  }),
  defineEvent({
    name: 'purchase',
    version: '1.1',
    owner: 'commerce',
    description: 'A customer paid.',
    deprecated: { since: '1.1', replacedBy: 'checkout_completed', removeAfter: '2027-12-31' },
    properties: {
      productId: Type.Integer({ description: 'Catalogue id of the product.', renamedFrom: ['itemId'] }),
      amount,
      categoryId: Type.Optional(Id64({ description: 'Category, beyond 2^53.' })),
    },
  }),
];

/** The same under its new name. */
const checkouts = [
  defineEvent({
    name: 'checkout_completed',
    version: '1.0',
    owner: 'commerce',
    description: 'A customer paid, with the step of the checkout.',
    renamedFrom: [{ event: 'purchase', sameWhen: ['userId', 'productId', 'timestamp'], toleranceMs: 2000 }],
    properties: {
      productId,
      amount,
      checkoutStep: Type.Optional(Type.String({ maxLength: 40, description: 'Step that completed it.' })),
    },
  }),
];

/** A field rename within a major, then a major in which one type changed, one grew and one field went. */
const banners = [
  defineEvent({
    name: 'banner',
    version: '1.0',
    owner: 'marketing',
    description: 'A banner was seen or clicked.',
    properties: {
      bannerId: Int32({ description: 'Banner.' }),
      type: Enum(['click', 'view'], { description: 'What was done.' }),
      slot: Type.Integer({ description: 'Place on the page, by number.' }),
      campaign: Type.Optional(Type.String({ maxLength: 20, description: 'Campaign.' })),
    },
  }),
  defineEvent({
    name: 'banner',
    version: '1.1',
    owner: 'marketing',
    description: 'A banner was seen or clicked.',
    properties: {
      bannerId: Int32({ description: 'Banner.' }),
      action: Enum(['click', 'view'], { description: 'What was done.', renamedFrom: ['type'] }),
      slot: Type.Integer({ description: 'Place on the page, by number.' }),
      campaign: Type.Optional(Type.String({ maxLength: 20, description: 'Campaign.' })),
    },
  }),
  defineEvent({
    name: 'banner',
    version: '2.0',
    owner: 'marketing',
    description: 'A banner was seen or clicked.',
    properties: {
      bannerId: Type.Integer({ description: 'Banner.' }),
      action: Enum(['click', 'view', 'close'], { description: 'What was done.' }),
      slot: Type.String({ maxLength: 30, description: 'Place on the page, by name.' }),
    },
  }),
];

/** Every logical type at least once. */
const everything = defineEvent({
  name: 'everything',
  version: '1.0',
  owner: 'data-platform',
  description: "One field of each type; its description has a quote ' and a back\\slash.",
  properties: {
    flag: Type.Boolean({ description: 'Boolean.' }),
    small: Int32({ description: 'Int32.' }),
    big: Id64({ description: 'Int64.' }),
    ratio: Type.Number({ description: 'Float64.' }),
    price: Decimal(10, 2, { description: 'Decimal.' }),
    wide: Type.Optional(Decimal(38, 9, { description: 'Wide decimal.' })),
    text: Type.String({ maxLength: 20_000, description: 'Text.', sensitivity: 'personal' }),
    open: Type.Optional(Type.String({ description: 'Text without a limit.' })),
    mood: Enum(['früh', 'spät'], { description: 'Enum.' }),
    id: Type.Optional(Uuid({ description: 'Uuid.' })),
    day: Type.Optional(Date_({ column: 'birth_day', description: 'Date.' })),
    at: Type.Optional(Timestamp({ description: 'Timestamp.' })),
    place: Type.Optional(
      Type.Object(
        {
          cityName: Type.String({ maxLength: 50, description: 'City.' }),
          price: Type.Optional(Decimal(20, 4, { description: 'Price there.' })),
        },
        { description: 'Struct.' },
      ),
    ),
    tags: Type.Optional(Type.Array(Type.String({ maxLength: 10 }), { description: 'List.' })),
    scores: Type.Optional(Type.Record(Type.String(), Type.Integer(), { description: 'Map.' })),
    blob: Type.Optional(Json({ description: 'Json.' })),
  },
});

/** The contract the tests of tables, merge and generators share. */
export const testModel: ContractModel = modelOf(
  publish([envelope, ...purchases, ...checkouts, ...banners, everything]),
);
