import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { login, testCollector } from '../testing/collector.js';

const LIMIT = 100_000;
const body = login(1);
const bomb = Buffer.alloc(50_000_000, ' ');

describe('compressed bodies', () => {
  const cases = [
    { name: 'gzip', encoding: 'gzip', given: gzipSync(body), want: [202, 'ok'] },
    { name: 'x-gzip in upper case', encoding: 'X-GZIP', given: gzipSync(body), want: [202, 'ok'] },
    { name: 'br', encoding: 'br', given: brotliCompressSync(body), want: [202, 'ok'] },
    { name: 'deflate', encoding: 'deflate', given: deflateSync(body), want: [202, 'ok'] },
    { name: 'identity', encoding: 'identity', given: Buffer.from(body), want: [202, 'ok'] },
    { name: 'just at the limit', encoding: 'gzip', given: gzipSync(body.padEnd(LIMIT)), want: [202, 'ok'] },
    { name: 'just above it', encoding: 'gzip', given: gzipSync(body.padEnd(LIMIT + 1)), want: [413, 'body-too-large'] },
    { name: 'a gzip bomb', encoding: 'gzip', given: gzipSync(bomb), want: [413, 'body-too-large'] },
    { name: 'a br bomb', encoding: 'br', given: brotliCompressSync(bomb), want: [413, 'body-too-large'] },
    {
      name: 'a bomb of many members',
      encoding: 'gzip',
      given: Buffer.concat(Array(90).fill(gzipSync(bomb.subarray(0, 1_000_000)))),
      want: [413, 'body-too-large'],
    },
    { name: 'cut off', encoding: 'gzip', given: gzipSync(body).subarray(0, 20), want: [400, 'bad-compression'] },
    { name: 'not compressed', encoding: 'br', given: Buffer.from(body), want: [400, 'bad-compression'] },
    { name: 'zstd', encoding: 'zstd', given: Buffer.from(body), want: [415, 'unsupported-encoding'] },
    { name: 'twice', encoding: 'gzip, gzip', given: gzipSync(gzipSync(body)), want: [415, 'unsupported-encoding'] },
    {
      name: 'an inherited name',
      encoding: 'constructor',
      given: Buffer.from(body),
      want: [415, 'unsupported-encoding'],
    },
  ];
  it.each(cases)('$name', async ({ encoding, given, want }) => {
    const { collector, letters } = testCollector({ bodyLimit: LIMIT });
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
    const reply = await collector.app.inject({ method: 'POST', url: '/events', payload: given, headers });
    const { results, error } = reply.json();
    expect([reply.statusCode, error?.code ?? results[0].status]).toEqual(want);
    expect(reply.headers['accept-encoding']).toBe(reply.statusCode === 415 ? 'gzip, br, deflate' : undefined);
    const kept = letters.map(({ raw, encoding: written }) => Buffer.from(raw, written ?? 'utf8'));
    expect(kept).toEqual(want[1] === 'bad-compression' ? [given] : []);
    expect(letters.map((letter) => letter.headers['content-encoding'])).toEqual(kept.map(() => encoding));
  });
});
