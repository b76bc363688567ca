import type { JsonSchema } from '@sluice/contract';
import type { JsonObject, RuntimeVersion } from '@sluice/ingest/codegen1';
import { beforeAll, describe, expect, it } from 'vitest';
import { document, envelope, frozen } from './documents.js';
import { type Loaded, loadDocuments } from './load.js';

const text: JsonSchema = { type: 'string', 'x-sluice': { type: 'string' } };
const id64: JsonSchema = {
  type: 'string',
  pattern: '^-?(0|[1-9]\\d{0,18})$',
  'x-sluice': { type: 'int64', wire: 'string' },
};
const decimal = (precision: number, scale: number): JsonSchema => ({
  type: precision > 15 ? 'string' : ['string', 'number'],
  pattern: `^-?(0|[1-9]\\d{0,${precision - scale - 1}})(\\.\\d{1,${scale}})?$`,
  'x-sluice': { type: 'decimal', precision, scale },
});
const struct = (properties: { [name: string]: JsonSchema }): JsonSchema => ({
  type: 'object',
  properties: frozen(properties),
  'x-sluice': { type: 'struct' },
});
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items, 'x-sluice': { type: 'list' } });
const map = (value: JsonSchema): JsonSchema => ({
  type: 'object',
  additionalProperties: value,
  'x-sluice': { type: 'map' },
});

const properties: { [name: string]: JsonSchema } = {
  flag: { type: 'boolean', 'x-sluice': { type: 'boolean' } },
  ratio: { type: 'number', 'x-sluice': { type: 'float64' } },
  categoryId: id64,
  amount: decimal(10, 2),
  exact: decimal(38, 10),
  note: text,
  kind: { type: 'string', enum: ['click', 'a"b'], 'x-sluice': { type: 'enum' } },
  deviceId: { type: 'string', format: 'uuid', 'x-sluice': { type: 'uuid' } },
  birthday: { type: 'string', format: 'date', 'x-sluice': { type: 'date' } },
  at: { type: 'string', format: 'date-time', 'x-sluice': { type: 'timestamp', wire: 'rfc3339' } },
  parentItem: struct({ itemId: id64, innerMost: struct({ unitPrice: decimal(10, 2) }) }),
  items: list(struct({ itemId: id64, tags: list(text) })),
  prices: map(decimal(10, 2)),
  blobData: { 'x-sluice': { type: 'json' } },
  country: { ...text, default: 'de"' },
};

const head = '{"event_id":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","event":"all","version":"1.0"';
const times = ',"occurred_at":"2024-05-01 00:00:00.123","received_at":"2024-05-01 00:00:00.123"';
const country = ',"country":"de\\""';
const stamp = { eventId: '6BA7B810-9DAD-11D1-80B4-00C04FD430C8', receivedAt: 1_714_521_600_123 };

const rows: { name: string; given: JsonObject; want: string }[] = [
  { name: 'nothing but the stamps', given: {}, want: `${head}${times}${country}}` },
  {
    name: 'what the event says of itself',
    given: {
      eventId: 'ABCDEF10-9DAD-11D1-80B4-00C04FD430C8',
      event: 'all',
      version: '1.7',
      timestamp: 0,
      receivedAt: 1000,
      sentAt: 253_402_300_799_999,
      userId: 9007199254740991,
      context: { sdk: 'web', app: { buildNumber: '7' } },
    },
    want: `{"event_id":"abcdef10-9dad-11d1-80b4-00c04fd430c8","event":"all","version":"1.0","occurred_at":"1970-01-01 00:00:00.000","received_at":"1970-01-01 00:00:01.000","sent_at":"9999-12-31 23:59:59.999","user_id":9007199254740991,"context":{"sdk":"web","app":{"build_number":"7"}}${country}}`,
  },
  {
    name: 'the arrival as occurrence where the event says only that',
    given: { receivedAt: 1000 },
    want: `${head},"occurred_at":"1970-01-01 00:00:01.000","received_at":"1970-01-01 00:00:01.000"${country}}`,
  },
  {
    name: 'ids and decimals digit by digit',
    given: { categoryId: '2103807459595387724', amount: 35.79, exact: '12345678901234567890.12' },
    want: `${head}${times},"category_id":2103807459595387724,"amount":35.79,"exact":12345678901234567890.12${country}}`,
  },
  {
    name: 'numbers',
    given: { flag: false, ratio: 1e21, amount: '-0.10', userId: -0 },
    want: `${head}${times},"user_id":0,"flag":false,"ratio":1e+21,"amount":-0.10${country}}`,
  },
  {
    name: 'texts',
    given: { note: 'a"\\\n\u0000ü😀\ud800', kind: 'a"b', country: 'at' },
    want: `${head}${times},"note":"a\\"\\\\\\n\\u0000ü😀\ufffd","kind":"a\\"b","country":"at"}`,
  },
  {
    name: 'days and moments',
    given: { deviceId: stamp.eventId, birthday: '2024-02-29', at: '2024-02-29T23:30:00.9876-01:00' },
    want: `${head}${times},"device_id":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","birthday":"2024-02-29","at":"2024-03-01 00:30:00.987"${country}}`,
  },
  {
    name: 'a leap second as the next minute',
    given: { at: '2016-12-31T23:59:60Z' },
    want: `${head}${times},"at":"2017-01-01 00:00:00.000"${country}}`,
  },
  {
    name: 'structs in snake_case at every depth, map keys as they came',
    given: {
      parentItem: { itemId: '9223372036854775807', innerMost: { unitPrice: '1.50' } },
      items: [{ itemId: '1', tags: ['x', 'y'] }, {}],
      prices: { fullPrice: '1.0', 'half"Price': 0.5 },
    },
    want: `${head}${times},"parent_item":{"item_id":9223372036854775807,"inner_most":{"unit_price":1.50}},"items":[{"item_id":1,"tags":["x","y"]},{}],"prices":{"fullPrice":1.0,"half\\"Price":0.5}${country}}`,
  },
  {
    name: 'empty structs, lists and maps',
    given: { parentItem: {}, items: [], prices: {} },
    want: `${head}${times},"parent_item":{},"items":[],"prices":{}${country}}`,
  },
  {
    name: 'anything as JSON text',
    given: { blobData: { camelCase: [1, null, 'x'] } },
    want: `${head}${times},"blob_data":"{\\"camelCase\\":[1,null,\\"x\\"]}"${country}}`,
  },
  { name: 'null as JSON text', given: { blobData: null }, want: `${head}${times},"blob_data":"null"${country}}` },
  {
    name: 'what the version does not know, at every depth',
    given: {
      newField: 1,
      parentItem: { itemId: '1', other: { deep: true }, innerMost: { more: null } },
      items: [{}, { extra: 'x' }],
      context: { os: 'ios' },
    },
    want: `${head}${times},"context":{},"parent_item":{"item_id":1,"inner_most":{}},"items":[{},{}]${country},"_extra":"{\\"newField\\":1,\\"parentItem\\":{\\"other\\":{\\"deep\\":true},\\"innerMost\\":{\\"more\\":null}},\\"items\\":{\\"1\\":{\\"extra\\":\\"x\\"}},\\"context\\":{\\"os\\":\\"ios\\"}}"}`,
  },
  {
    name: 'hostile names as ordinary extras',
    given: JSON.parse('{"__proto__":{"polluted":1},"constructor":2,"_extra":3}'),
    want: `${head}${times}${country},"_extra":"{\\"__proto__\\":{\\"polluted\\":1},\\"constructor\\":2,\\"_extra\\":3}"}`,
  },
];

describe('rows', () => {
  let version: RuntimeVersion;
  beforeAll(async () => {
    const { contract } = await loadDocuments([envelope, document('all', '1.0', properties)]);
    version = contract.events.all?.versions[0] as RuntimeVersion;
  });

  it.each(rows)('write $name', ({ given, want }) => {
    expect(version.check(given)).toBe(true);
    expect(version.row(given, stamp)).toBe(want);
    expect(() => JSON.parse(want)).not.toThrow();
  });

  it('refuses what is no object', () => {
    for (const value of [null, undefined, 1, 'x', [], true]) expect(version.check(value as never)).toBe(false);
  });
});

describe('hostile names', () => {
  const names = [
    '__proto__',
    'constructor',
    'toString',
    "a'+alert(1)+'",
    'a"]);throw 1;//',
    '`$',
    '\u2028',
    '</script>',
    'e',
    's',
  ];
  const schemas = Object.fromEntries(
    names.map((name, i) => [name, { ...text, 'x-sluice': { type: 'string', column: `c${i}` } }]),
  );
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await loadDocuments([envelope, document('constructor', '1.0', schemas, names)]);
  });

  it('are read as own properties and nothing else', () => {
    const event = JSON.parse(JSON.stringify(Object.fromEntries(names.map((name, i) => [name, `v${i}`]))));
    const judgement = loaded.judge(loaded.contract, 'constructor', event);
    if (!judgement.ok) throw new Error('refused');
    const row = JSON.parse(judgement.version.row(event, stamp));
    expect(names.map((_, i) => row[`c${i}`])).toEqual(names.map((_, i) => `v${i}`));
    expect(row._extra).toBeUndefined();
  });

  it('are missing where only the prototype has them', () => {
    const judgement = loaded.judge(loaded.contract, 'constructor', {});
    expect(judgement.ok ? [] : judgement.errors.map(({ code }) => code)).toEqual(names.map(() => 'required'));
  });

  it.each(['__proto__', 'toString', 'hasOwnProperty'])('%s is no event', (name) => {
    expect(loaded.judge(loaded.contract, name, {})).toMatchObject({ ok: false, errors: [{ code: 'unknown-event' }] });
  });
});
