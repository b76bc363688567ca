import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firehoseSink } from './firehose.js';
import { kinesisSink } from './kinesis.js';
import { sqsSink } from './sqs.js';

describe('without a region', () => {
  const shared = { now: Date.now, random: Math.random };
  const sinks = {
    firehose: () => firehoseSink({ stream: 'events', ...shared }),
    kinesis: () => kinesisSink({ stream: 'events', ...shared }),
    sqs: () => sqsSink({ queueUrl: 'https://sqs.example/1/events', ...shared }),
  };
  const names = ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_CONFIG_FILE'] as const;
  const before = names.map((name) => process.env[name]);

  beforeEach(() => {
    for (const name of names) delete process.env[name];
    process.env.AWS_CONFIG_FILE = '/nowhere/config';
  });

  afterEach(() => {
    for (const [i, name] of names.entries()) {
      if (before[i] === undefined) delete process.env[name];
      else process.env[name] = before[i];
    }
  });

  it.each(['firehose', 'kinesis', 'sqs'] as const)('a sink of %s does not open', async (kind) => {
    await expect(sinks[kind]()).rejects.toMatchObject({ name: 'SinkError', code: 'RegionMissing' });
  });
});
