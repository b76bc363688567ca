import { appendFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptIn } from '../testing/folder-fs.js';
import { linesBelow, rawEvents } from '../testing/lake-fs.js';
import { AT, HOUR, record, streamFolder } from '../testing/local-stream-fs.js';

const folder = streamFolder();
const walFiles = async () => (await readdir(join(folder.dataDir, 'stream'))).filter((name) => name.includes('.wal'));

describe('recovery', () => {
  const wal = (recordId: string, eventId: string) =>
    `${JSON.stringify({ recordId, arrivedAt: AT, data: record('view', eventId).toString('base64') })}\n`;
  const leave = async (text: string, owner = 'gone') => {
    await (await folder.open()).close();
    await writeFile(join(folder.dataDir, 'stream', `1-2-3-0~${owner}.wal`), text);
  };

  it('delivers what a dead process left, without a torn last line', async () => {
    await leave(`${wal('r0', 'a')}${wal('r1', 'b')}{"recordId":"r2","arri`);
    const stream = await folder.open();
    await stream.close();
    expect(await rawEvents(folder.dataDir)).toHaveLength(2);
    expect(Object.keys(await linesBelow(join(folder.dataDir, 'lake', 'source', ...HOUR.split('/'))))).toEqual([
      'events-1-2-3-0.json',
    ]);
    expect(folder.notices).toEqual(['segment-recovered', 'line-torn']);
    expect(stream.stats()).toMatchObject({ acknowledged: 0, recovered: 1, ok: 2 });
  });

  it('replaces what was delivered before the crash', async () => {
    await leave(wal('r0', 'a'));
    await (await folder.open()).close();
    await leave(wal('r0', 'a'));
    await (await folder.open()).close();
    expect(await rawEvents(folder.dataDir)).toEqual([{ event: 'view', eventId: 'a' }]);
  });

  it('sets a damaged segment aside and delivers the rest of it', async () => {
    await leave(`${wal('r0', 'a')}nonsense\n${wal('r1', 'b')}`);
    await (await folder.open()).close();
    expect(await rawEvents(folder.dataDir)).toHaveLength(2);
    expect(folder.notices).toEqual(['segment-recovered', 'line-damaged']);
    expect((await walFiles()).map((name) => name.replace(/~.*\.wal/, ''))).toEqual(['1-2-3-0.damaged']);
  });

  it('leaves the segments of a living process alone', async () => {
    const living = await folder.open();
    await living.send([record('view', 'a')]);
    const other = await folder.open({ randomId: () => 'other-id' });
    expect(other.stats().recovered).toBe(0);
    await other.close();
    expect(await rawEvents(folder.dataDir)).toEqual([]);
    await living.close();
    expect(await rawEvents(folder.dataDir)).toHaveLength(1);
  });

  it('delivers, while it is open, what a process leaves that ends later', async () => {
    const stream = await folder.open({ recoverMs: 5 });
    await leave(wal('r0', 'a'));
    await expect.poll(() => stream.stats().ok).toBe(1);
    await stream.close();
    expect(stream.stats()).toMatchObject({ acknowledged: 0, recovered: 1 });
    expect(await rawEvents(folder.dataDir)).toHaveLength(1);
  });

  it('takes over from a process whose id was given to another one', async () => {
    const lock = { pid: process.pid, started: 'long ago' };
    await leave(wal('r0', 'a'), 'reused');
    await appendFile(join(folder.dataDir, 'stream', 'reused.lock'), JSON.stringify(lock));
    await (await folder.open()).close();
    expect(await rawEvents(folder.dataDir)).toHaveLength(1);
    expect(await keptIn(join(folder.dataDir, 'stream'))).toEqual([]);
  });
});
