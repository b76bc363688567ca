import { modelOf } from '@sluice/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Loaded, load } from './load.js';
import { loadSdk, wireOf } from './load-sdk.js';
import { orderDocuments, payloads, upTo } from './order-history.js';
import { type Random, randomFrom } from './random.js';
import { storedAll } from './stored.js';

/** The column of each name that a field has had. */
const COLUMNS: { readonly [name: string]: string } = {
  ...named('article_number', 'itemId', 'productId', 'articleId', 'articleNumber'),
  ...named('deliver_to', 'shipTo', 'deliverTo'),
  ...named('postal_code', 'zip', 'postcode', 'postalCode'),
  ...named('positions', 'lines', 'positions'),
  ...named('article', 'sku', 'article'),
  ...named('quantity', 'qty', 'quantity'),
  ...named('net_amount', 'net', 'netAmount'),
};

function named(column: string, ...names: readonly string[]): { [name: string]: string } {
  return Object.fromEntries(names.map((name) => [name, column]));
}

type Values = { readonly [name: string]: unknown };

const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null;

const idOf = (i: number): string => `0192f0c1-0000-7000-8000-${String(i).padStart(12, '0')}`;

/** What a row says of a payload: an oracle that knows nothing of versions. */
function columnsOf(props: Values): Values {
  const { colour, ...known } = props;
  const columns = Object.entries(known).map(([name, value]) => [COLUMNS[name] ?? name, storedValue(name, value)]);
  return { ...Object.fromEntries(columns), ...(colour !== undefined && { _extra: JSON.stringify({ colour }) }) };
}

function storedValue(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map(columnsOf);
  if (name === 'prices')
    return Object.fromEntries(Object.entries(value as Values).map(([key, price]) => [key, columnsOf(price as Values)]));
  if (isObject(value)) return columnsOf(value);
  return COLUMNS[name] === 'net_amount' ? Number(value) : value;
}

const TEXTS = ['', 'a"b\\', '\u2028</script>', 'ü😀', '10115', '__proto__'];

/** A payload of the same shape with other values, with fields of its version that need not be there, and one that nobody knows. */
function varied(random: Random, version: string, payload: object): Values {
  const since = (minor: number) => Number(version.split('.')[1]) >= minor && random.oneIn(2);
  return {
    ...(variant(random, '', payload) as Values),
    ...(since(2) && { currency: random.pick(TEXTS) }),
    ...(since(9) && { region: random.pick(TEXTS) }),
    ...(since(10) && { channel: random.pick(TEXTS) }),
    ...(random.oneIn(3) && { colour: random.pick(TEXTS) }),
  };
}

function variant(random: Random, name: string, value: unknown): unknown {
  if (Array.isArray(value)) return Array.from({ length: random.below(4) }, () => variant(random, '', value[0]));
  if (name === 'prices') {
    const keys = ['de', 'net', 'a b', 'constructor'].filter(() => random.oneIn(2));
    return Object.fromEntries(keys.map((key) => [key, variant(random, '', (value as { de: unknown }).de)]));
  }
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, variant(random, key, inner)]));
  if (COLUMNS[name] === 'net_amount') return `${random.below(99_999_999)}.${random.below(10)}`;
  return typeof value === 'number' ? random.below(2 ** 31) - 1000 : random.pick(TEXTS);
}

describe('the SDK of every version against the newest collector', () => {
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await load(modelOf(orderDocuments));
  });

  it.each(Object.entries(payloads))('any payload of %s is stored under the newest names', async (version, payload) => {
    const { orderPlaced } = await loadSdk(upTo(version));
    const random = randomFrom(20_261_121);
    const sends = Array.from({ length: 60 }, () => varied(random, version, payload));
    const wires = sends.map((props, i) => wireOf((client) => orderPlaced?.(client, { ...props, eventId: idOf(i) })));
    const rows = (await storedAll(loaded, wires)).map(({ row, status }) => {
      const { event_id: _id, received_at: _at, occurred_at: _time, ...rest } = JSON.parse(row);
      return { status, ...rest };
    });
    const said = { status: 'ok', event: 'order_placed', version };
    expect(rows).toEqual(sends.map((props) => ({ ...said, currency: 'EUR', channel: 'web', ...columnsOf(props) })));
  });
});
