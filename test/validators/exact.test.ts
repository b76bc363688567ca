import type { JsonSchema } from '@sluice/contract';
import { deriveEventId } from '@sluice/ingest';
import { beforeAll, describe, expect, it } from 'vitest';
import { document, envelope, frozen, type Properties } from './documents.js';
import { type Loaded, loadDocuments } from './load.js';

const json: JsonSchema = { 'x-sluice': { type: 'json' } };
const struct = (properties: Properties): JsonSchema => ({
  type: 'object',
  properties: frozen(properties),
  'x-sluice': { type: 'struct' },
});
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items, 'x-sluice': { type: 'list' } });

const documents = [
  envelope,
  document('free', '1.0', {
    blob: { ...json, 'x-sluice': { type: 'json', renamedFrom: ['lump'] } },
    inner: struct({ free: json, ratio: { type: 'number', 'x-sluice': { type: 'float64' } } }),
    many: list(struct({ free: json })),
    byName: { type: 'object', additionalProperties: json, 'x-sluice': { type: 'map' } },
  }),
];

/** The body as sent, and what stands behind the columns that every row has. */
const rows: { name: string; given: string; want: string }[] = [
  { name: 'an unknown id', given: '"id":12345678901234567890', want: '"_extra":"{\\"id\\":12345678901234567890}"' },
  {
    name: 'a free column',
    given: '"blob":{"a":[9007199254740993,1.00000000000000000001]}',
    want: '"blob":"{\\"a\\":[9007199254740993,1.00000000000000000001]}"',
  },
  { name: 'a free column that is a number', given: '"blob":9007199254740993', want: '"blob":"9007199254740993"' },
  { name: 'a free column under its old name', given: '"lump": 1e400', want: '"blob":"1e400"' },
  {
    name: 'both names of a free column',
    given: '"blob":[9007199254740993],"lump":[9007199254740993]',
    want: '"blob":"[9007199254740993]"',
  },
  {
    name: 'what lies deeper, beside a number that has a column of its own',
    given: '"inner":{"free":-1e-400,"ratio":0.1234567890123456789,"more":1E+2}',
    want: '"inner":{"free":"-1e-400","ratio":0.12345678901234568},"_extra":"{\\"inner\\":{\\"more\\":1E+2}}"',
  },
  {
    name: 'elements of lists and maps',
    given: '"many":[{"free":1},{"free":123456789012345678901,"x":1e99}],"byName":{"__proto__":98765432109876543210}',
    want: '"many":[{"free":"1"},{"free":"123456789012345678901"}],"by_name":{"__proto__":"98765432109876543210"},"_extra":"{\\"many\\":{\\"1\\":{\\"x\\":1e99}}}"',
  },
  {
    name: 'texts that look like numbers or marks',
    given: '"blob":["12345678901234567890",":12345678901234567890","\\\\u0000123",12345678901234567890]',
    want: '"blob":"[\\"12345678901234567890\\",\\":12345678901234567890\\",\\"\\\\\\\\u0000123\\",12345678901234567890]"',
  },
  { name: 'numbers that a double holds', given: '"blob":[1,0.5,-3]', want: '"blob":"[1,0.5,-3]"' },
];

describe('numbers that a double would change', () => {
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await loadDocuments(documents);
  });

  it.each(rows)('are stored as sent: $name', ({ given, want }) => {
    const event = `{"event":"free","version":"1.0","eventId":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","receivedAt":0,${given}}`;
    const transform = loaded.createTransform(loaded.contract);
    const data = Buffer.from(event).toString('base64');
    const [record] = transform({ records: [{ recordId: 'r', data }] }).records;
    const row = Buffer.from(record?.data ?? '', 'base64').toString();
    expect(row.slice(row.indexOf('"received_at"'))).toBe(`"received_at":"1970-01-01 00:00:00.000",${want}}\n`);
  });

  it('make two events of two ids, though a double cannot tell them apart', () => {
    const [one, other] = ['9007199254740992', '9007199254740993'].map((id) => {
      const text = `{"timestamp":1,"id":${id}}`;
      return deriveEventId('free', loaded.exactly(text) ?? JSON.parse(text));
    });
    expect(one).not.toBe(other);
  });
});
