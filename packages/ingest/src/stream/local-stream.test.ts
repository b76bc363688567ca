import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { passOn } from '../testing/contract.js';
import { keptIn } from '../testing/folder-fs.js';
import { linesBelow, rawEvents } from '../testing/lake-fs.js';
import { AT, HOUR, line, record, streamFolder, withoutNames } from '../testing/local-stream-fs.js';
import type { TransformHandler, TransformRequest } from './envelope.js';

const folder = streamFolder();
const walFiles = async () => (await readdir(join(folder.dataDir, 'stream'))).filter((name) => name.includes('.wal'));

describe('delivery', () => {
  it('writes rows by partition, the bytes as sent, and nothing else', async () => {
    const stream = await folder.open();
    const outcomes = await stream.send([record('view', 'a'), record('cart', 'b'), record('view', 'c')]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
    await stream.flush();
    expect(withoutNames(await linesBelow(join(folder.dataDir, 'lake')))).toEqual({
      [`raw/event=cart/major=1/${HOUR}`]: [line('cart', 'b').trim()],
      [`raw/event=view/major=1/${HOUR}`]: [line('view', 'a').trim(), line('view', 'c').trim()],
      [`source/${HOUR}`]: [line('view', 'a').trim(), line('cart', 'b').trim(), line('view', 'c').trim()],
    });
    expect(stream.stats()).toEqual({ acknowledged: 3, recovered: 0, ok: 3, dropped: 0, failed: 0, violations: 0 });
    expect(await walFiles()).toEqual([]);
    await stream.close();
    expect(await keptIn(join(folder.dataDir, 'stream'))).toEqual([]);
    expect((await stream.send([record('view', 'd')]))[0]?.kind).toBe('failed');
    expect(await stream.ready()).toBe(false);
  });

  it('closes a segment by size and by time', async () => {
    const bySize = await folder.open({ bufferBytes: 10 });
    await bySize.send([record('view', 'a')]);
    await bySize.send([record('view', 'b')]);
    await bySize.close();
    expect(Object.keys(await linesBelow(join(folder.dataDir, 'lake', 'raw')))).toHaveLength(2);
    const byTime = await folder.open({ bufferMs: 1 });
    await byTime.send([record('view', 'c')]);
    while (byTime.stats().ok === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    expect((await rawEvents(folder.dataDir)).map(({ eventId }) => eventId).sort()).toEqual(['a', 'b', 'c']);
    await byTime.close();
  });

  it('enforces the limits of a call; send cuts lists into calls', async () => {
    const stream = await folder.open();
    const many = Array.from({ length: 501 }, (_, i) => record('view', String(i)));
    await expect(stream.putRecordBatch(many)).rejects.toThrow('ValidationException');
    await expect(stream.putRecordBatch([Buffer.alloc(1_024_001)])).rejects.toThrow('ValidationException');
    const outcomes = await stream.send([...many, Buffer.alloc(1_024_001)]);
    expect(outcomes.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(501);
    expect(outcomes.at(-1)).toMatchObject({ kind: 'failed', code: 'InvalidArgumentException' });
    await stream.close();
    expect(await rawEvents(folder.dataDir)).toHaveLength(501);
  });

  it('hands the function at most 1 MiB at once, in the envelope of Firehose', async () => {
    const requests: TransformRequest[] = [];
    const handler: TransformHandler = (request) => {
      requests.push(request);
      return passOn(request);
    };
    const stream = await folder.open({ handler });
    const big = Buffer.from(`${JSON.stringify({ event: 'view', eventId: 'x', note: 'x'.repeat(400_000) })}\n`);
    await stream.send([big, big, big]);
    await stream.close();
    expect(requests.map(({ records }) => records.length)).toEqual([2, 1]);
    expect(requests[0]).toMatchObject({
      invocationId: expect.any(String),
      deliveryStreamArn: 'arn:aws:firehose:local:000000000000:deliverystream/events',
      region: 'local',
      records: [{ approximateArrivalTimestamp: AT, data: big.toString('base64') }, {}],
    });
  });

  it('keeps a segment that cannot be delivered, and delivers it later', async () => {
    await writeFile(join(folder.dataDir, 'lake'), 'a file in the way');
    const stream = await folder.open();
    await stream.send([record('view', 'a')]);
    await expect(stream.flush()).rejects.toThrow('1 segments could not be delivered');
    expect(folder.notices).toContain('delivery-failed');
    await rm(join(folder.dataDir, 'lake'));
    await stream.close();
    expect(await rawEvents(folder.dataDir)).toEqual([{ event: 'view', eventId: 'a' }]);
  });

  it('delivers what is sound behind a segment that cannot be read', async () => {
    await mkdir(join(folder.dataDir, 'stream', '0-folder~gone.wal'), { recursive: true });
    const stream = await folder.open();
    await stream.send([record('view', 'a')]);
    await expect(stream.flush()).rejects.toThrow('1 segments could not be delivered; they are kept.');
    expect(stream.stats()).toMatchObject({ acknowledged: 1, ok: 1 });
    expect(await rawEvents(folder.dataDir)).toEqual([{ event: 'view', eventId: 'a' }]);
    const [left = ''] = await walFiles();
    await rm(join(folder.dataDir, 'stream', left), { recursive: true });
    await writeFile(join(folder.dataDir, 'stream', left), '');
    await stream.close();
  });

  it('does not acknowledge what it cannot write, and recovers', async () => {
    const stream = await folder.open();
    await rename(join(folder.dataDir, 'stream'), join(folder.dataDir, 'away'));
    await writeFile(join(folder.dataDir, 'stream'), 'a file in the way');
    expect((await stream.send([record('view', 'a')]))[0]?.kind).toBe('failed');
    expect(await stream.ready()).toBe(false);
    await rm(join(folder.dataDir, 'stream'));
    await rename(join(folder.dataDir, 'away'), join(folder.dataDir, 'stream'));
    expect((await stream.send([record('view', 'b')]))[0]?.kind).toBe('acknowledged');
    expect(await stream.ready()).toBe(true);
    await stream.close();
    expect(await rawEvents(folder.dataDir)).toEqual([{ event: 'view', eventId: 'b' }]);
  });
});
