import { describe, expect, it } from 'vitest';
import { serveSettings } from './settings.js';

const sink = { kind: 'firehose', stream: 'events' };
const sha256 = 'ab'.repeat(32);
const KEY = 'a-key-of-enough-length';

describe('serveSettings', () => {
  it('fills in what is not said', () => {
    const settings = serveSettings({ sink }, {}, {});
    expect(settings).toEqual({
      port: 8080,
      host: '0.0.0.0',
      config: { sink },
      keys: [],
      logLevel: 'info',
      shutdownMs: 25_000,
    });
  });

  it('takes the option before the environment, and that before the file', () => {
    const given = { sink, port: 1, host: 'a', logLevel: 'warn' };
    const env = { SLUICE_PORT: '2', SLUICE_HOST: 'b', SLUICE_LOG_LEVEL: 'error' };
    expect(serveSettings(given, { port: 3 }, env)).toMatchObject({ port: 3, host: 'b', logLevel: 'error' });
    expect(serveSettings(given, {}, {})).toMatchObject({ port: 1, host: 'a', logLevel: 'warn' });
  });

  it('takes keys from their variables', () => {
    const keys = [
      { source: 'web', env: 'WEB_KEY', events: ['login'] },
      { source: 'app', sha256 },
    ];
    expect(serveSettings({ sink, keys }, {}, { WEB_KEY: KEY }).keys).toEqual([
      { source: 'web', secret: KEY, events: ['login'] },
      { source: 'app', sha256 },
    ]);
  });

  it('takes everything that there is to set', () => {
    const given = {
      sink: { kind: 'sqs', queueUrl: 'https://sqs.example/1/q', partitionBy: 'userId', lingerMs: 0, concurrency: 2 },
      spool: { maxBytes: 2_000_000, patienceMs: 500 },
      deadLetters: { maxBytes: 1_000_000 },
      cors: false,
      shutdownMs: 1_000,
    };
    expect(serveSettings(given, {}, {}).config).toEqual(given);
  });

  const wrong = [
    { name: 'nothing', given: undefined, want: 'sluice.config.ts has no collector' },
    { name: 'no object', given: 7, want: 'collector must be an object, found 7' },
    { name: 'no sink', given: {}, want: 'collector.sink is missing' },
    {
      name: 'an unknown sink',
      given: { sink: { kind: 'kafka' } },
      want: "collector.sink.kind must be one of 'firehose', 'kinesis', 'sqs', 'local'",
    },
    { name: 'no stream', given: { sink: { kind: 'kinesis' } }, want: 'collector.sink.stream is missing' },
    {
      name: 'an unknown setting',
      given: { sink, prot: 1 },
      want: 'collector.prot is not known here; known are port, host',
    },
    {
      name: 'a port that is none',
      given: { sink, port: 70_000 },
      want: 'collector.port must be a whole number from 0 to 65535, found 70000',
    },
    {
      name: 'a limit that is none',
      given: { sink, limits: { bodyLimit: '1MB' } },
      want: 'collector.limits.bodyLimit must be a whole number',
    },
    {
      name: 'an origin with a path',
      given: { sink, cors: ['https://a.example/'] },
      want: 'collector.cors[0] must be an origin such as',
    },
    {
      name: 'a short hash',
      given: { sink, keys: [{ source: 'a', sha256: 'abc' }] },
      want: 'collector.keys[0].sha256 must be the SHA-256',
    },
    {
      name: 'a secret in the file',
      given: { sink, keys: [{ source: 'a', secret: KEY }] },
      want: 'collector.keys[0].secret is not known here',
    },
    {
      name: 'neither hash nor variable',
      given: { sink, keys: [{ source: 'a' }] },
      want: 'collector.keys[0] needs either sha256, or env',
    },
    {
      name: 'both',
      given: { sink, keys: [{ source: 'a', sha256, env: 'A' }] },
      want: 'collector.keys[0] needs either sha256, or env',
    },
    {
      name: 'a variable that is not set',
      given: { sink, keys: [{ source: 'a', env: 'A' }] },
      want: 'collector.keys[0].env names the environment variable A, which is not set',
    },
    {
      name: 'a key that is too short',
      given: { sink, keys: [{ source: 'a', env: 'SHORT' }] },
      want: 'which is shorter than 16 characters',
    },
    {
      name: 'a source with spaces',
      given: { sink, keys: [{ source: 'a b', sha256 }] },
      want: 'collector.keys[0].source must be a name',
    },
    {
      name: 'a rate of nothing',
      given: { sink, keys: [{ source: 'a', sha256, eventRate: { perSecond: 0 } }] },
      want: 'collector.keys[0].eventRate.perSecond must be a number above 0',
    },
    {
      name: 'a burst in which no event fits',
      given: { sink, keys: [{ source: 'a', sha256, eventRate: { perSecond: 1, burst: 0.5 } }] },
      want: 'collector.keys[0].eventRate.burst must be a number from 1, found 0.5',
    },
    {
      name: 'a spool that waits for nothing',
      given: { sink, spool: { patienceMs: 0 } },
      want: 'collector.spool.patienceMs must be a whole number from 1',
    },
    {
      name: 'a sink that waits too long',
      given: { sink: { ...sink, lingerMs: 100_000 } },
      want: 'collector.sink.lingerMs must be a whole number from 0 to 60000',
    },
    {
      name: 'a log level',
      given: { sink, logLevel: 'loud' },
      want: "collector.logLevel must be one of 'trace', 'debug'",
    },
  ];
  it.each(wrong)('says what is wrong: $name', ({ given, want }) => {
    const attempt = () => serveSettings(given, {}, { SHORT: 'short' });
    expect(attempt).toThrow(want);
    expect(attempt).toThrow(expect.objectContaining({ name: 'UsageError', message: expect.not.stringContaining(KEY) }));
  });

  it('says everything that is wrong at once', () => {
    const attempt = () => serveSettings({ sink: {}, port: -1, x: 1 }, {}, {});
    for (const path of ['sink.kind', 'port', 'x']) expect(attempt).toThrow(`collector.${path} `);
  });
});
