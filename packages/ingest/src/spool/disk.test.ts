import { type OpenFile, openFile } from '@sluice/disk';
import { expect, it } from 'vitest';
import { keptIn } from '../testing/folder-fs.js';
import { afterCrash, drainAll, kinds, opened, record, segmentsOf, watched } from '../testing/spool-fs.js';

function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}

/** A disk that fails while a fault is set: in the write after half of the bytes, or in the sync. */
function failingDisk(): { open: OpenFile; fault: { step?: 'write' | 'sync'; code: string } } {
  const fault: { step?: 'write' | 'sync'; code: string } = { code: '' };
  const open: OpenFile = async (path) => {
    const handle = await openFile(path);
    const datasync = async (): Promise<void> => {
      if (fault.step === 'sync') throw diskError(fault.code);
      await handle.datasync();
    };
    return watched(handle, datasync, async (bytes, offset) => {
      if (fault.step !== 'write') return handle.write(bytes, offset);
      await handle.write(bytes.subarray(0, Math.floor(bytes.byteLength / 2)), 0);
      throw diskError(fault.code);
    });
  };
  return { open, fault };
}

it.each([
  { name: 'no space', step: 'write', code: 'ENOSPC', want: 'SpoolFull', segments: 1 },
  { name: 'quota', step: 'write', code: 'EDQUOT', want: 'SpoolFull', segments: 1 },
  { name: 'input/output error in a write', step: 'write', code: 'EIO', want: 'SpoolFailed', segments: 1 },
  { name: 'input/output error in a sync', step: 'sync', code: 'EIO', want: 'SpoolFailed', segments: 2 },
  { name: 'no space in a sync', step: 'sync', code: 'ENOSPC', want: 'SpoolFull', segments: 2 },
] as const)('acknowledges nothing that is not on the disk: $name', async ({ step, code, want, segments }) => {
  const { open, fault } = failingDisk();
  const first = await opened({ open });
  await first.spool.append([record('before')]);
  Object.assign(fault, { step, code });
  expect(kinds(await first.spool.append([record('lost'), record('lost too')]))).toEqual([want, want]);
  expect(await first.spool.ready()).toBe(false);
  expect(await segmentsOf(first.folder)).toHaveLength(1);
  Object.assign(fault, { step: undefined });
  expect(await first.spool.ready()).toBe(true);
  expect(kinds(await first.spool.append([record('after')]))).toEqual(['acknowledged']);
  expect(await segmentsOf(first.folder)).toHaveLength(segments);
  expect(first.spool.stats().records).toBe(2);

  const next = await afterCrash(first);
  expect(await drainAll(next.spool)).toEqual(['before', 'after']);
  expect(await drainAll(first.spool)).toEqual(['before', 'after']);
  await Promise.all([next.spool.close(), first.spool.close()]);
  expect(await keptIn(first.folder)).toEqual([]);
});

it('is not ready on a disk with a little room only, and says once that it is full', async () => {
  const room = { bytes: 5_000 };
  const open: OpenFile = async (path) => {
    const handle = await openFile(path);
    return watched(
      handle,
      () => handle.datasync(),
      async (bytes, offset) => {
        if (bytes.byteLength > room.bytes) throw diskError('ENOSPC');
        return handle.write(bytes, offset);
      },
    );
  };
  const { spool, notices } = await opened({ open });
  const large = Buffer.alloc(20_000, 'x');
  for (let i = 0; i < 3; i++) expect(kinds(await spool.append([large]))).toEqual(['SpoolFull']);
  expect(await spool.ready()).toBe(false);
  expect(notices.map(({ code }) => code)).toEqual(['spool-write-failed']);
  room.bytes = 50_000;
  expect(await spool.ready()).toBe(true);
  expect(kinds(await spool.append([large]))).toEqual(['acknowledged']);
  await spool.close();
});
