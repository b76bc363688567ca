import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { passOn, passOnLines } from '../testing/contract.js';
import { linesBelow } from '../testing/lake-fs.js';
import { HOUR, line, record, streamFolder, withoutNames } from '../testing/local-stream-fs.js';
import type { TransformHandler } from './envelope.js';
import type { LocalStreamOptions } from './local-stream.js';

const folder = streamFolder();

describe('the rules of a stream', () => {
  it('sends records of the 501st active partition to the error prefix', async () => {
    const stream = await folder.open();
    const names = Array.from({ length: 502 }, (_, i) => `e${i}`);
    await stream.send([...names, 'e0'].map((event) => record(event, event)));
    await stream.close();
    const files = await linesBelow(join(folder.dataDir, 'lake', 'errors'));
    expect(Object.keys(withoutNames(files))).toEqual([`activePartitionExceeded/${HOUR}`]);
    const codes = Object.values(files)
      .flat()
      .map((line) => (JSON.parse(line) as { errorCode: string }).errorCode);
    expect(codes).toEqual(new Array(2).fill('DynamicPartitioning.ActivePartitionsLimitExceeded'));
    expect(stream.stats()).toMatchObject({ ok: 501, failed: 2 });
    expect(folder.notices).toEqual(['partitions-exceeded']);
  });

  it('divides packed records where it is told to, and not beyond 500', async () => {
    const pack = (count: number) =>
      Buffer.from(Array.from({ length: count }, (_, i) => line('view', `p${i}`)).join(''));
    const sizes: number[] = [];
    const handler: TransformHandler = (request) => {
      sizes.push(request.records.length);
      const isWhole = ({ data }: { data: string }) => data.length < 1_000 && data.startsWith('eyJ');
      const { records } = passOnLines({ ...request, records: request.records.filter(isWhole) }) as {
        records: object[];
      };
      const others = request.records.filter((one) => !isWhole(one));
      return { records: [...records, ...others.map((one) => ({ ...one, result: 'ProcessingFailed' }))] };
    };
    const stream = await folder.open({ handler, deaggregate: true, lambdaBufferBytes: 3_145_728 });
    await stream.send([pack(1), pack(500), pack(501), Buffer.from('[{},{}]')]);
    await stream.close();
    expect(stream.stats()).toMatchObject({ ok: 501, failed: 2 });
    expect(sizes).toEqual([503]);
    expect(Object.keys(withoutNames(await linesBelow(join(folder.dataDir, 'lake', 'source'))))).toHaveLength(1);
    expect(Object.values(await linesBelow(join(folder.dataDir, 'lake', 'source'))).flat()).toHaveLength(
      1 + 500 + 501 + 1,
    );
  });

  it('joins prefix and name as S3 does', async () => {
    const prefixes = { raw: 'raw/!{partitionKeyFromLambda:event}-', source: 'source/', error: 'errors/' };
    const stream = await folder.open({ prefixes, handler: (request) => passOn(request) });
    await stream.send([record('view', 'a')]);
    await stream.close();
    const paths = Object.keys(await linesBelow(join(folder.dataDir, 'lake'))).map((path) =>
      path.replace(/events-.*/, '…'),
    );
    expect(paths).toEqual(['raw/view-…', 'source/2024/05/01/12/…']);
  });

  const prefixes = {
    raw: 'r/!{partitionKeyFromLambda:event}/',
    source: 's/',
    error: 'e/!{firehose:error-output-type}/',
  };
  const refusals: { name: string; given: Partial<LocalStreamOptions>; want: RegExp }[] = [
    {
      name: 'a long prefix',
      given: { prefixes: { ...prefixes, source: 'x'.repeat(1_025) } },
      want: /"source" has 1025/,
    },
    {
      name: 'an error prefix without type',
      given: { prefixes: { ...prefixes, error: '!{timestamp:HH}' } },
      want: /must be one of them/,
    },
    {
      name: 'a raw prefix with error type',
      given: { prefixes: { ...prefixes, raw: '!{firehose:error-output-type}/' } },
      want: /may not contain/,
    },
    {
      name: 'keys in the error prefix',
      given: { prefixes: { ...prefixes, error: '!{firehose:error-output-type}/!{partitionKeyFromLambda:event}/' } },
      want: /raw prefix only/,
    },
    {
      name: 'a random string',
      given: { prefixes: { ...prefixes, raw: '!{firehose:random-string}/' } },
      want: /no expression/,
    },
    { name: 'too small a Lambda buffer', given: { lambdaBufferBytes: 200_000 }, want: /0\.2 to 3 MiB/ },
    { name: 'too large a Lambda buffer', given: { lambdaBufferBytes: 3_145_729 }, want: /0\.2 to 3 MiB/ },
    { name: 'a call of ten minutes', given: { timeoutMs: 600_000 }, want: /up to 300000/ },
    { name: 'half a retry', given: { retries: 0.5 }, want: /0 to 300/ },
  ];
  it.each(refusals)('refuses $name', async ({ given, want }) => {
    await expect(folder.open(given)).rejects.toThrow(want);
  });
});
