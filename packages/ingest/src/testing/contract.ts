import { contractOf, explain, type RuntimeContract, type RuntimeVersion, type TableNode } from '../codegen1/index.js';
import type { TransformRequest } from '../stream/envelope.js';

const ENVELOPE = [
  ['event', 'text', 0],
  ['eventId', 'uuid', 0],
  ['version', 'text', 0],
  ['timestamp', 'millis', 0],
  ['sentAt', 'millis', 0],
  ['receivedAt', 'millis', 0],
] as const;

/** A version whose check and explanation come from one table; its rows are the event itself. */
function versionOf(
  version: string,
  fields: readonly (readonly [string, TableNode, 0 | 1, ...string[]])[],
): RuntimeVersion {
  const schema: TableNode = { type: 'object', fields: [...ENVELOPE, ...fields] };
  const olds = fields.flatMap(([, , , ...names]) => names);
  return {
    version,
    major: Number(version.split('.')[0]),
    check: (event) => explain(schema, event).length === 0,
    row: (event) => JSON.stringify(event),
    renamed: (event) => olds.some((old) => Object.hasOwn(event, old)),
    schema,
  };
}

const user = ['userId', 'long', 1] as const;
const product = ['productId', 'long', 1] as const;
const kind: TableNode = { type: 'string', enum: ['click', 'view'] };

/** The eight events of the shop, written by hand for tests. */
export const shop: RuntimeContract = contractOf('shop-digest', [
  { name: 'purchase', versions: [versionOf('1.0', [user, product, ['amount', { type: 'number', minimum: 0 }, 1]])] },
  { name: 'view', versions: [versionOf('1.0', [user, product])] },
  { name: 'cart', versions: [versionOf('1.0', [user, product])] },
  { name: 'search', versions: [versionOf('1.0', [user, ['keyword', 'text', 1]])] },
  {
    name: 'banner',
    versions: [
      versionOf('1.1', [user, ['bannerId', 'long', 1], ['action', kind, 1, 'type']]),
      versionOf('1.0', [user, ['bannerId', 'long', 1], ['type', kind, 1]]),
    ],
  },
  { name: 'pageview', versions: [versionOf('1.0', [user, ['page', 'text', 1], ['referrer', 'text', 1]])] },
  { name: 'signup', versions: [versionOf('1.0', [user, ['channel', 'text', 1]])] },
  { name: 'login', versions: [versionOf('1.0', [user])] },
]);

/** Ids that count up, as valid UUIDs. */
export function countingIds(): () => string {
  let n = 0;
  return () => `00000000-0000-4000-8000-${String(++n).padStart(12, '0')}`;
}

/** A repeatable stream of numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A transform function that passes events on and partitions them by name and arrival hour. */
export function passOn({ records }: TransformRequest): unknown {
  return {
    records: records.map(({ recordId, data, approximateArrivalTimestamp }) => {
      const event = JSON.parse(Buffer.from(data, 'base64').toString()) as { event: string };
      const iso = new Date(approximateArrivalTimestamp).toISOString();
      const [year, month, day, hour] = iso.split(/[-T:]/) as [string, string, string, string];
      const metadata = { partitionKeys: { event: event.event, major: '1', year, month, day, hour } };
      return { recordId, result: 'Ok', data, metadata };
    }),
  };
}

/** As {@link passOn}, with the line feeds that dividing packs takes away. */
export function passOnLines({ records, ...request }: TransformRequest): unknown {
  const ended = (data: string) => Buffer.concat([Buffer.from(data, 'base64'), Buffer.from('\n')]).toString('base64');
  return passOn({ ...request, records: records.map(({ data, ...record }) => ({ ...record, data: ended(data) })) });
}

/** As {@link passOn}, but its rows name the event's id as those of the lake do. */
export function rowsOf(request: TransformRequest): unknown {
  const { records } = passOn(request) as { records: { data: string }[] };
  return {
    records: records.map((record) => {
      const event = JSON.parse(Buffer.from(record.data, 'base64').toString()) as { eventId: string };
      const row = `${JSON.stringify({ event_id: event.eventId })}\n`;
      return { ...record, data: Buffer.from(row).toString('base64') };
    }),
  };
}
