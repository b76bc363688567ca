import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  camelCase,
  Decimal,
  defineEnvelope,
  defineEvent,
  EpochMillis,
  modelOf,
  publish,
  type RegistryDocument,
  Type,
  Uuid,
} from '@sluice/contract';
import { createCollector } from '@sluice/ingest';
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleEvent } from '../../generators/docs/example.js';
import { type Loaded, load } from './load.js';
import { loadSdk, wireOf } from './load-sdk.js';

const about = { description: 'x' };
const was = (...renamedFrom: string[]) => ({ description: 'x', renamedFrom });
const base = { owner: 'o', description: 'd' };
const whole = (options: object) => Type.Integer(options);
const text = (options: object) => Type.String(options);

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
const newest = {
  articleNumber: 7,
  deliverTo: { postalCode: '10115', street: 's' },
  positions: [{ article: 'a', quantity: 2 }],
  prices: { de: { netAmount: '9.90' } },
};
/** What an app sends that was built with each version's SDK; all say the same. */
const payloads: { readonly [version: string]: object } = {
  '1.0': { itemId: 7, shipTo: { zip: '10115', street: 's' }, ...oldest },
  '1.1': { productId: 7, shipTo: { zip: '10115', street: 's' }, ...oldest },
  '1.2': { articleId: 7, shipTo: { postcode: '10115', street: 's' }, ...oldest },
  '1.3': { articleId: 7, ...middle },
  '1.4': { articleNumber: 7, ...middle, deliverTo: newest.deliverTo, prices: newest.prices },
  '1.9': newest,
  '1.10': newest,
};

const row = (version: string, rest: string): string =>
  `{"event_id":"0192f0c1-0000-7000-8000-000000000001","event":"order_placed","version":"${version}","occurred_at":"1970-01-01 00:00:00.000","received_at":"1970-01-01 00:00:00.500",${rest}}\n`;
const columns =
  '"prices":{"de":{"net_amount":9.90}},"currency":"EUR","deliver_to":{"street":"s","postal_code":"10115"},"article_number":7,"positions":[{"article":"a","quantity":2}],"channel":"web"';

/** From the collector's door through the transform: the row, and the verdict. */
async function stored(loaded: Loaded, wire: object): Promise<{ row: string; status: string; assumed?: true }> {
  const sent: Uint8Array[] = [];
  const sink = {
    send: async (records: readonly Uint8Array[]) => {
      sent.push(...records);
      return records.map(() => ({ kind: 'acknowledged', recordId: 'r' }) as const);
    },
    ready: async () => true,
    close: async () => undefined,
  };
  const { contract } = loaded;
  const deadLetters = { keep: async () => undefined };
  const collector = createCollector({ contract, sink, deadLetters, now: () => 500, randomId: () => 'x' });
  const answer = await collector.app.inject({ method: 'POST', url: '/events', payload: [wire] });
  await collector.close();
  const [verdict] = answer.json().results;
  if (sent[0] === undefined) throw new Error(JSON.stringify(verdict));
  const data = Buffer.from(sent[0]).toString('base64');
  const [record] = loaded.createTransform(contract)({ records: [{ recordId: 'r', data }] }).records;
  const row = Buffer.from(record?.data ?? '', 'base64').toString();
  return { row, status: verdict.status, ...(verdict.assumed && { assumed: verdict.assumed }) };
}

describe('an event over eight versions', () => {
  const documents = publish([envelope, ...history]);
  const upTo = (version: string) => {
    const last = documents.findIndex(
      (document) => document['x-sluice'].version === version && document['x-sluice'].event !== 'envelope',
    );
    return modelOf(documents.slice(0, last + 1));
  };
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await load(modelOf(documents));
  });

  it.each(Object.entries(payloads))('the SDK of %s works against the newest collector', async (version, payload) => {
    const { orderPlaced } = await loadSdk(upTo(version));
    const wire = wireOf((client) => orderPlaced?.(client, payload));
    expect(wire.version).toBe(version);
    expect(await stored(loaded, wire)).toEqual({ row: row(version, columns), status: 'ok' });
  });

  it.each(Object.entries(payloads))('the newest minor accepts the names of %s, too', async (_, payload) => {
    const wire = { eventId: '0192f0c1-0000-7000-8000-000000000001', event: 'order_placed', timestamp: 0, ...payload };
    const status = JSON.stringify(payload) === JSON.stringify(newest) ? 'ok' : 'renamed';
    const want = { row: row('1.10', columns), status };
    expect(await stored(loaded, { ...wire, version: '1.10' })).toEqual(want);
    expect(await stored(loaded, { ...wire, version: '1.11' })).toEqual({ ...want, assumed: true });
    expect(await stored(loaded, wire)).toEqual({ ...want, assumed: true });
  });

  it('keeps the majors apart', async () => {
    const { orderPlaced } = await loadSdk(upTo('2.0'));
    const wire = wireOf((client) => orderPlaced?.(client, { articleNumber: 'A7' }));
    expect((await stored(loaded, wire)).row).toBe(row('2.0', '"article_number":"A7"'));
  });
});

describe('the shop', () => {
  const registry = path.resolve(import.meta.dirname, '../../registry');
  const documents = readdirSync(registry, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(path.join(registry, file), 'utf8')) as RegistryDocument);
  const model = modelOf(documents);
  const common = model.envelopes.at(-1)?.fields ?? [];
  const versions = model.events.flatMap((family) => family.versions.map((version, i) => ({ family, version, i })));
  /** Fields that the newest minor calls otherwise. */
  const renamed: { readonly [name: string]: string } = { type: 'action', timestamp: 'occurred_at' };
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await load(model);
  });

  it.each(versions)('the SDK of $version.event $version.version works against the newest collector', async (given) => {
    const { family, version, i } = given;
    const then = { ...model, events: [{ ...family, renamedFrom: [], versions: family.versions.slice(0, i + 1) }] };
    const sdk = await loadSdk(then);
    const {
      event: _event,
      version: _version,
      timestamp: _timestamp,
      ...props
    } = exampleEvent(version, common) as {
      [name: string]: unknown;
    };
    const wire = wireOf((client) => sdk[camelCase(version.event)]?.(client, props));
    const found = JSON.parse((await stored(loaded, wire)).row);
    const sent = Object.entries(props).map(([name, value]) => [
      renamed[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      String(value),
    ]);
    expect(wire.version).toBe(version.version);
    expect(
      sent.map(([column]) => [column, String(Number(found[column as string]) || found[column as string])]),
    ).toEqual(sent.map(([column, value]) => [column, String(Number(value) || value)]));
    expect(found).toMatchObject({ event: version.event, version: version.version });
    expect(found).not.toHaveProperty('_extra');
  });
});
