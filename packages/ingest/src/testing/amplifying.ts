import { gzipSync } from 'node:zlib';

const many = (count: number, one: (i: number) => string) => Array.from({ length: count }, (_, i) => one(i)).join(',');
const list = (count: number, one: (i: number) => string) => `[${many(count, one)}]`;
const K = 'k'.repeat(20_000);
const DEEP = `${'['.repeat(15_000)}${']'.repeat(15_000)}`;

/** A request that would like to become more than it is. */
export interface AmplifyingRequest {
  readonly name: string;
  readonly body: string | Buffer;
  readonly url?: string;
  readonly headers?: { [name: string]: string };
  /** What it is answered with. */
  readonly status: number;
  /** How many events it has. */
  readonly events: number;
}

/** Requests to the events of `amplification.test.ts`. */
export const amplifying: readonly AmplifyingRequest[] = [
  {
    name: 'nothing but {} with a long user-agent',
    body: list(18_000, () => '{}'),
    headers: { 'user-agent': 'u'.repeat(15_000) },
    status: 207,
    events: 18_000,
  },
  { name: 'a list of numbers', body: list(20_000, () => '1'), status: 400, events: 20_000 },
  { name: 'lists in a list', body: list(20_000, () => '[]'), status: 400, events: 20_000 },
  {
    name: 'one that is no object at the end',
    body: `[${many(4_000, () => '{"event":"e"}')},null]`,
    status: 400,
    events: 4_001,
  },
  {
    name: 'reasons that alternate',
    body: list(20_000, (i) => (i % 2 ? '{}' : '{"event":1}')),
    status: 207,
    events: 20_000,
  },
  {
    name: 'fates that alternate',
    body: list(16_000, (i) => (i % 2 ? '{}' : `{"event":"e"}`)),
    status: 207,
    events: 16_000,
  },
  { name: 'reasons that all differ', body: list(9_000, (i) => `{"event":"e","a${i}":1}`), status: 207, events: 9_000 },
  { name: 'names that all differ', body: list(9_000, (i) => `{"event":"x${i}"}`), status: 207, events: 9_000 },
  {
    name: 'ids that all differ',
    body: list(9_000, (i) => `{"event":"x","eventId":"${i}"}`),
    status: 207,
    events: 9_000,
  },
  { name: 'valid events of next to nothing', body: list(9_000, () => '{"event":"e"}'), status: 202, events: 9_000 },
  { name: 'one valid event', body: '{"event":"e"}', status: 202, events: 1 },
  {
    name: 'many errors in one event',
    body: `{"event":"e","texts":${list(12_000, () => '1')}}`,
    status: 400,
    events: 1,
  },
  {
    name: 'many errors in many events',
    body: list(20, () => `{"event":"e","texts":${list(10_000, () => '1')}}`),
    status: 207,
    events: 20,
  },
  {
    name: 'many errors in many small events',
    body: list(8_000, () => '{"event":"e","texts":[1,1,1,1,1,1,1,1,1,1,1,1,1]}'),
    status: 207,
    events: 8_000,
  },
  { name: 'a long name above many errors', body: `{"event":"e","points":{"${K}":{}}}`, status: 400, events: 1 },
  {
    name: 'long names above errors',
    body: `{"event":"e","points":{${many(15, (i) => `"${i}${'~'.repeat(2_000)}":{"x":"a","y":"b","z":"c","w":1}`)}}}`,
    status: 400,
    events: 1,
  },
  { name: 'a long unknown field', body: `{"event":"e","${K}":1}`, status: 400, events: 1 },
  { name: 'many unknown fields', body: `{"event":"e",${many(3_000, (i) => `"${i}":1`)}}`, status: 400, events: 1 },
  { name: 'a long event name', body: `{"event":"${K}"}`, status: 400, events: 1 },
  {
    name: 'a long event name beyond the limit',
    body: `{"event":"${'\\u0001'.repeat(60_000)}"}`,
    status: 413,
    events: 1,
  },
  { name: 'long event names', body: list(15, (i) => `{"event":"${i}${K}"}`), status: 207, events: 15 },
  { name: 'a long value', body: `{"event":"e","kind":"${K}"}`, status: 400, events: 1 },
  { name: 'a long enum', body: list(3_000, () => '{"event":"e","kind":1}'), status: 207, events: 3_000 },
  { name: 'long values under two names', body: `{"event":"e","old":"${K}","older":"a"}`, status: 400, events: 1 },
  { name: 'a long id', body: `{"event":"e","eventId":"${K}"}`, status: 400, events: 1 },
  {
    name: 'a long time of the batch',
    body: `{"sentAt":"${K}","batch":${list(5_000, () => '{}')}}`,
    status: 400,
    events: 5_000,
  },
  {
    name: 'a large time of the batch',
    body: `{"sentAt":${list(50_000, () => '1')},"batch":${list(5_000, () => '{"event":"e"}')}}`,
    status: 400,
    events: 5_000,
  },
  {
    name: 'a wrong time of the batch',
    body: `{"sentAt":-1,"batch":${list(5_000, () => '{"event":"e"}')}}`,
    status: 207,
    events: 5_000,
  },
  { name: 'a deep time of the batch', body: `{"sentAt":${DEEP},"batch":[{}]}`, status: 400, events: 1 },
  { name: 'a deep event', body: `{"event":"e","a":${DEEP}}`, status: 400, events: 1 },
  { name: 'quotes and backslashes', body: `{"event":"e","a":"${'\\"\\\\'.repeat(8_000)}"}`, status: 400, events: 1 },
  {
    name: 'quotes and backslashes in a list',
    body: list(30, () => `{"":"${'\\\\'.repeat(4_000)}"}`),
    status: 207,
    events: 30,
  },
  { name: 'empty names', body: list(9_000, () => '{"":"",'.slice(0, -1).concat('}')), status: 207, events: 9_000 },
  {
    name: 'escapes of control characters',
    body: `{"event":"e","\\u0001${'\\u0001'.repeat(4_000)}":1}`,
    status: 400,
    events: 1,
  },
  { name: 'halves of pairs', body: list(3_000, () => '{"event":"\\ud800\\ud800"}'), status: 207, events: 3_000 },
  { name: 'doubled keys', body: `{"event":"e",${many(8_000, () => '"a":1')}}`, status: 413, events: 1 },
  { name: 'a doubled stamp', body: `{"event":"e",${many(1_500, () => '"receivedAt":1')}}`, status: 202, events: 1 },
  { name: 'text outside of ASCII', body: list(2_000, () => '{"event":"😀é"}'), status: 207, events: 2_000 },
  { name: 'line breaks', body: `[{}${'\n'.repeat(200_000)},{}]`, status: 207, events: 2 },
  { name: 'no JSON', body: '\u0001'.repeat(100_000), status: 400, events: 1 },
  { name: 'no JSON of quotes', body: '"'.repeat(100_000), status: 400, events: 1 },
  { name: 'no UTF-8', body: Buffer.alloc(100_000, 0xff), status: 400, events: 1 },
  { name: 'nothing', body: '', status: 400, events: 1 },
  {
    name: 'no compression',
    body: Buffer.alloc(50_000, 1),
    headers: { 'content-encoding': 'gzip' },
    status: 400,
    events: 1,
  },
  {
    name: 'a compressed list',
    body: gzipSync(list(20_000, () => '{}')),
    headers: { 'content-encoding': 'gzip' },
    status: 207,
    events: 20_000,
  },
  {
    name: 'long headers',
    body: '{}',
    headers: { 'content-type': `application/json;${';'.repeat(7_000)}`, 'user-agent': '\t'.repeat(7_000) },
    status: 400,
    events: 1,
  },
  {
    name: 'cookies and more',
    body: '{}',
    headers: { cookie: 'c'.repeat(14_000), 'x-forwarded-for': '1,'.repeat(500) },
    status: 400,
    events: 1,
  },
  { name: 'a long query', body: '{}', url: `/events?${'q'.repeat(14_000)}`, status: 400, events: 1 },
  { name: 'a long name in the path', body: '{}', url: `/events/${'%01'.repeat(190)}`, status: 400, events: 1 },
];
