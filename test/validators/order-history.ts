import {
  type ContractModel,
  Decimal,
  defineEnvelope,
  defineEvent,
  EpochMillis,
  type FieldOptions,
  modelOf,
  publish,
  type RegistryDocument,
  type TextOptions,
  Type,
  Uuid,
} from '@sluice/contract';

const about = { description: 'x' };
const was = (...renamedFrom: string[]) => ({ description: 'x', renamedFrom });
const base = { owner: 'o', description: 'd' };
const whole = (options: FieldOptions) => Type.Integer(options);
const text = (options: TextOptions) => Type.String(options);

const envelope = defineEnvelope({
  ...base,
  version: '1.0',
  properties: {
    eventId: Type.Optional(Uuid(about)),
    event: Type.Optional(Type.String(about)),
    version: Type.Optional(Type.String(about)),
    timestamp: Type.Optional(EpochMillis({ ...about, column: 'occurred_at' })),
    receivedAt: Type.Optional(EpochMillis(about)),
  },
});
const newerEnvelope = defineEnvelope({
  ...base,
  version: '1.1',
  properties: {
    eventId: Type.Optional(Uuid(about)),
    event: Type.Optional(Type.String(about)),
    version: Type.Optional(Type.String(about)),
    timestamp: Type.Optional(EpochMillis({ ...about, column: 'occurred_at' })),
    receivedAt: Type.Optional(EpochMillis(about)),
    region: Type.Optional(Type.String(about)),
  },
});
const order = (version: string, properties: object) =>
  defineEvent({ ...base, name: 'order_placed', version, properties: properties as Record<string, never> });
const place = (postcode: object, options: object) =>
  Type.Object({ ...(postcode as Record<string, never>), street: text(about) }, options);
const lines = (line: object, options: object) => Type.Array(Type.Object(line as Record<string, never>), options);
const prices = (price: object) => Type.Record(Type.String(), Type.Object(price as Record<string, never>), about);
const currency = Type.Optional(text({ ...about, default: 'EUR' }));
const channel = Type.Optional(text({ ...about, default: 'web' }));
const net = { net: Decimal(10, 2, about) };
const netAmount = { netAmount: Decimal(10, 2, was('net')) };

/** One event over eight versions: its fields are renamed three times over, in structs, lists and maps, and so are these. */
const history = [
  order('1.0', {
    itemId: whole(about),
    shipTo: place({ zip: text(about) }, about),
    lines: lines({ sku: text(about), qty: whole(about) }, about),
    prices: prices(net),
  }),
  order('1.1', {
    productId: whole(was('itemId')),
    shipTo: place({ zip: text(about) }, about),
    lines: lines({ sku: text(about), qty: whole(about) }, about),
    prices: prices(net),
  }),
  order('1.2', {
    articleId: whole(was('productId')),
    shipTo: place({ postcode: text(was('zip')) }, about),
    lines: lines({ sku: text(about), qty: whole(about) }, about),
    prices: prices(net),
    currency,
  }),
  order('1.3', {
    articleId: whole(about),
    deliverTo: place({ postcode: text(about) }, was('shipTo')),
    lines: lines({ article: text(was('sku')), qty: whole(about) }, about),
    prices: prices(net),
    currency,
  }),
  order('1.4', {
    articleNumber: whole(was('articleId')),
    deliverTo: place({ postalCode: text(was('postcode')) }, about),
    lines: lines({ article: text(about), qty: whole(about) }, about),
    prices: prices(netAmount),
    currency,
  }),
  order('1.9', {
    articleNumber: whole(about),
    deliverTo: place({ postalCode: text(about) }, about),
    positions: lines({ article: text(about), quantity: whole(was('qty')) }, was('lines')),
    prices: prices(netAmount),
    currency,
  }),
  order('1.10', {
    articleNumber: whole(about),
    deliverTo: place({ postalCode: text(about) }, about),
    positions: lines({ article: text(about), quantity: whole(about) }, about),
    prices: prices({ netAmount: Decimal(10, 2, about) }),
    currency,
    channel,
  }),
  order('2.0', { articleNumber: text(about) }),
];

const oldest = { lines: [{ sku: 'a', qty: 2 }], prices: { de: { net: '9.90' } } };
const middle = {
  deliverTo: { postcode: '10115', street: 's' },
  lines: [{ article: 'a', qty: 2 }],
  prices: oldest.prices,
};
/** What the newest SDK sends. */
export const newest = {
  articleNumber: 7,
  deliverTo: { postalCode: '10115', street: 's' },
  positions: [{ article: 'a', quantity: 2 }],
  prices: { de: { netAmount: '9.90' } },
};
/** What an app sends that was built with each version's SDK; all say the same. */
export const payloads: { readonly [version: string]: object } = {
  '1.0': { itemId: 7, shipTo: { zip: '10115', street: 's' }, ...oldest },
  '1.1': { productId: 7, shipTo: { zip: '10115', street: 's' }, ...oldest },
  '1.2': { articleId: 7, shipTo: { postcode: '10115', street: 's' }, ...oldest },
  '1.3': { articleId: 7, ...middle },
  '1.4': { articleNumber: 7, ...middle, deliverTo: newest.deliverTo, prices: newest.prices },
  '1.9': newest,
  '1.10': newest,
};

// The newer envelope came with 1.9.
const before = publish([envelope, ...history.slice(0, 5)]);
/** Everything that was ever published of it. */
export const orderDocuments: readonly RegistryDocument[] = publish([envelope, newerEnvelope, ...history], before);
const orders = orderDocuments.filter((document) => document['x-sluice'].event !== 'envelope');
/** The contract as it was when a version was published. */
export function upTo(version: string): ContractModel {
  const last = orders.findIndex((document) => document['x-sluice'].version === version);
  const pinned = orders[last]?.['x-sluice'].envelope;
  const envelopes = orderDocuments.filter(({ 'x-sluice': block }) => block.event === 'envelope');
  const known = envelopes.filter(({ 'x-sluice': block }) => block.version <= (pinned ?? ''));
  return modelOf([...known, ...orders.slice(0, last + 1)]);
}
