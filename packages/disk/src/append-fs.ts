import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What is needed of an open file; a disk that fails can be put in its place. */
export interface AppendHandle {
  write(bytes: Uint8Array, offset: number): Promise<{ readonly bytesWritten: number }>;
  datasync(): Promise<void>;
  truncate(size: number): Promise<void>;
  stat(): Promise<{ readonly size: number }>;
  close(): Promise<void>;
}

/** Opens a file for appending, and makes it where there is none. */
export type OpenFile = (path: string) => Promise<AppendHandle>;

/** The file system's own. */
export const openFile: OpenFile = (path) => open(path, 'a+');

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
  readonly handle: AppendHandle;
  waiting: Waiting[];
  size: number;
  healthy: boolean;
  running: Promise<void> | undefined;
}

/** Opens a file for appending and makes its folders and its directory entry durable. */
export async function openAppend(path: string, open: OpenFile = openFile): Promise<AppendFile> {
  const folder = dirname(path);
  const made = await mkdir(folder, { recursive: true });
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    await syncFolders(folder, made);
    return appendFile(path, { handle, waiting: [], size, healthy: true, running: undefined });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function appendFile(path: string, state: State): AppendFile {
  return {
    path,
    size: () => state.size,
    healthy: () => state.healthy,
    append: (bytes) => enqueue(state, bytes),
    close: async () => {
      await state.running;
      await state.handle.close();
    },
  };
}

/** The folder, and every folder that got a new entry when it was made: from it up to the parent of the first one made. */
async function syncFolders(folder: string, made: string | undefined): Promise<void> {
  const top = made === undefined ? folder : dirname(made);
  for (let one = folder; one !== top; one = dirname(one)) await syncFolder(one);
  await syncFolder(top);
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
  await orRollBack(state, 'write', () => writeAll(state.handle, bytes));
  await orRollBack(state, 'sync', () => state.handle.datasync());
  state.size += bytes.byteLength;
}

async function writeAll(handle: AppendHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.byteLength) written += (await handle.write(bytes, written)).bytesWritten;
}

/**
 * A torn record must not be glued to the next one, so a failed write is cut off. After a failed sync the file is given
 * up in any case: the kernel may have marked the lost pages clean, and the next sync would then succeed without them.
 */
async function orRollBack(state: State, step: 'write' | 'sync', run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    state.healthy = (await cutOff(state)) && step === 'write';
    throw error;
  }
}

async function cutOff({ handle, size }: State): Promise<boolean> {
  try {
    await handle.truncate(size);
    await handle.datasync();
    return true;
  } catch {
    return false;
  }
}
