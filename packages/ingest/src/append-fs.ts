import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file that only grows; what was appended is on the disk when the promise resolves. */
export interface AppendFile {
  readonly path: string;
  /** Bytes on the disk. */
  size(): number;
  /** False after a failure that left the file's end unknown; every later append is rejected. */
  healthy(): boolean;
  /** Appends whole; resolves after the data is synced. Appends that meet share one sync (group commit). */
  append(bytes: Uint8Array): Promise<void>;
  /** Waits for appends in flight and closes the file. */
  close(): Promise<void>;
}

interface Waiting {
  readonly bytes: Uint8Array;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface State {
  readonly handle: FileHandle;
  waiting: Waiting[];
  size: number;
  healthy: boolean;
  running: Promise<void> | undefined;
}

/** Opens a file for appending and makes its folders and its directory entry durable. */
export async function openAppend(path: string): Promise<AppendFile> {
  const folder = dirname(path);
  const made = await mkdir(folder, { recursive: true });
  const handle = await open(path, 'a+');
  const { size } = await handle.stat();
  await syncFolder(folder);
  if (made !== undefined) await syncFolder(dirname(made));
  const state: State = { handle, waiting: [], size, healthy: true, running: undefined };
  return {
    path,
    size: () => state.size,
    healthy: () => state.healthy,
    append: (bytes) => enqueue(state, bytes),
    close: async () => {
      await state.running;
      await handle.close();
    },
  };
}

/** Makes the names in a folder durable. Where the system cannot sync a folder (Windows) it is left to the system. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function enqueue(state: State, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    state.waiting.push({ bytes, resolve, reject });
    state.running ??= drain(state);
  });
}

async function drain(state: State): Promise<void> {
  while (state.waiting.length > 0) {
    const group = state.waiting;
    state.waiting = [];
    try {
      await commit(state, Buffer.concat(group.map(({ bytes }) => bytes)));
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
  state.running = undefined;
}

async function commit(state: State, bytes: Uint8Array): Promise<void> {
  if (!state.healthy) throw new Error('The file failed earlier and takes no more records.');
  try {
    await writeAll(state.handle, bytes);
    await state.handle.datasync();
    state.size += bytes.byteLength;
  } catch (error) {
    await rollBack(state);
    throw error;
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.byteLength) written += (await handle.write(bytes, written)).bytesWritten;
}

/** A torn record must not be glued to the next one. After a failed sync the pages' state is unknown: give the file up. */
async function rollBack(state: State): Promise<void> {
  try {
    await state.handle.truncate(state.size);
    await state.handle.datasync();
  } catch {
    state.healthy = false;
  }
}
