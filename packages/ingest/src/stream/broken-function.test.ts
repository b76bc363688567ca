import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptIn } from '../testing/folder-fs.js';
import { linesBelow } from '../testing/lake-fs.js';
import { AT, HOUR, line, record, streamFolder, withoutNames } from '../testing/local-stream-fs.js';
import type { TransformHandler, TransformRequest } from './envelope.js';
import type { LocalStreamOptions } from './local-stream.js';

const folder = streamFolder();

describe('a function that fails', () => {
  const each = (change: (one: object) => object) => (request: TransformRequest) => ({
    records: request.records.map((one) => change({ ...one, result: 'Ok' })),
  });
  const cases = [
    { name: 'throws', given: () => Promise.reject(new Error('boom')), want: ['Lambda.FunctionError', 4], told: /boom/ },
    {
      name: 'forgets a record',
      given: () => ({ records: [] }),
      want: ['Lambda.MissingRecordId', 1],
      told: /broke the contract of Firehose.*Record .* was not answered/,
    },
    {
      name: 'answers a record twice',
      given: ({ records }: TransformRequest) => ({ records: [...records, ...records] }),
      want: ['Lambda.DuplicatedRecordId', 1],
      told: /was answered twice/,
    },
    {
      name: 'answers no records',
      given: () => 'done',
      want: ['Lambda.JsonProcessingException', 1],
      told: /The answer is not/,
    },
    {
      name: 'gives a wrong result',
      given: each((one) => ({ ...one, result: 'Fine' })),
      want: ['Lambda.FunctionError', 1],
      told: /the result "Fine" is none of/,
    },
    {
      name: 'answers more than 6 MB',
      given: each((one) => ({ ...one, data: 'AAAA'.repeat(1_600_000) })),
      want: ['Lambda.FunctionError', 4],
      told: /exceeded maximum allowed payload size \(6291556 bytes\)/,
    },
    {
      name: 'takes too long',
      given: () => new Promise(() => undefined),
      want: ['Lambda.FunctionTimedOut', 4],
      told: /longer than 5 ms/,
    },
    {
      name: 'gives no partition keys',
      given: each((one) => one),
      want: ['DynamicPartitioning.MetadataExtractionFailed', 1],
      told: /The prefix cannot be evaluated: !{partitionKeyFromLambda:event}, .* has no value/,
    },
    {
      name: 'gives a partition key that no folder can be named after',
      given: each((one) => ({ ...one, metadata: { partitionKeys: { event: '../x' } } })),
      want: ['DynamicPartitioning.MetadataExtractionFailed', 1],
      told: /partitionKeyFromLambda:event}, /,
    },
  ];
  it.each(cases)('$name', async ({ given, want: [errorCode, attemptsMade], told }) => {
    const messages: string[] = [];
    const report: LocalStreamOptions['report'] = ({ message }) => messages.push(message);
    const stream = await folder.open({ handler: given, timeoutMs: 5, report });
    await stream.send([record('view', 'a')]);
    await expect(stream.flush()).rejects.toMatchObject({
      code: 'ContractBroken',
      message: expect.stringMatching(told),
    });
    await stream.close();
    const files = withoutNames(await linesBelow(join(folder.dataDir, 'lake')));
    expect(Object.keys(files)).toEqual([`errors/processing-failed/${HOUR}`, `source/${HOUR}`]);
    expect(JSON.parse(files[`errors/processing-failed/${HOUR}`]?.[0] ?? '')).toEqual({
      attemptsMade,
      arrivalTimestamp: AT,
      errorCode,
      errorMessage: expect.any(String),
      attemptEndingTimestamp: AT,
      rawData: record('view', 'a').toString('base64'),
      lambdaArn: 'arn:aws:lambda:local:000000000000:function:events-transform',
    });
    expect(stream.stats()).toMatchObject({ ok: 0, failed: 1, violations: 1 });
    expect(messages.join('\n')).toMatch(told);
  });

  it('is told of rows without a line feed, and stores them as Firehose does: glued together', async () => {
    const stream = await folder.open();
    await stream.send(['a', 'b'].map((id) => Buffer.from(line('view', id).trim())));
    await expect(stream.close()).rejects.toThrow('2 times; first: Record');
    const files = await linesBelow(join(folder.dataDir, 'lake', 'raw'));
    expect(Object.values(files)).toEqual([[`${line('view', 'a').trim()}${line('view', 'b').trim()}`]]);
  });

  it('is told of when the stream is closed, too, with how often', async () => {
    const stream = await folder.open({ handler: () => ({ records: [] }), lambdaBufferBytes: 209_716 });
    const big = Buffer.from(`${JSON.stringify({ event: 'view', eventId: 'x', note: 'x'.repeat(200_000) })}\n`);
    await stream.send([big, big]);
    await expect(stream.close()).rejects.toThrow(
      /^The transform function broke the contract of Firehose 2 times; first: Record .* was not answered\./,
    );
    expect(await keptIn(join(folder.dataDir, 'stream'))).toEqual([]);
  });

  it('drops what the function drops', async () => {
    const handler: TransformHandler = ({ records }) => ({
      records: records.map((one) => ({ ...one, result: 'Dropped' })),
    });
    const stream = await folder.open({ handler });
    await stream.send([record('view', 'a')]);
    await stream.close();
    expect(Object.keys(withoutNames(await linesBelow(join(folder.dataDir, 'lake'))))).toEqual([`source/${HOUR}`]);
    expect(stream.stats()).toMatchObject({ ok: 0, dropped: 1, failed: 0 });
  });
});
