import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { plainText } from '@sluice/contract';

/** Mode bits of a tree's entries that lead to files; links and submodules are left out. */
const kinds: { readonly [mode: string]: 'tree' | 'blob' | undefined } = {
  '40000': 'tree',
  '100644': 'blob',
  '100755': 'blob',
  '100664': 'blob',
};

interface Wanted {
  /** Object id, or an expression that names the object. */
  readonly name: string;
  /** Path below the folder; empty for the folder itself. */
  readonly path: string;
}

/** How a tree is read. */
export interface ReadOptions {
  /** The program to start (default `git`). */
  readonly command?: string;
  /** Whether an entry (a file, or a folder with everything in it) is read, by its path below the folder. */
  readonly wants?: (path: string) => boolean;
  /** Of the files wanted, those whose text is read (default: all). */
  readonly reads?: (path: string) => boolean;
}

/** The files of a folder as they stand at a revision. Paths are below the folder, with `/`. */
export interface Tree {
  readonly texts: Map<string, string>;
  /** Files that are there, but whose text was not asked for. */
  readonly unread: readonly string[];
}

/**
 * Every file of a folder as it stands at a revision. Read from git's objects through one child process; nothing is
 * checked out or executed. `folder` is relative to `repoDir`. A folder that does not exist at that revision gives an
 * empty tree. Throws an Error where git cannot be started or the repository not be read.
 */
export async function readTree(
  repoDir: string,
  ref: string,
  folder: string,
  { command = 'git', wants = () => true, reads = () => true }: ReadOptions = {},
): Promise<Tree> {
  const child = spawn(command, ['cat-file', '--batch'], { cwd: repoDir, env: { ...process.env, LC_ALL: 'C' } });
  const ended = endOf(child);
  try {
    return await readAll(child, `${ref}:./${folder.replace(/^\.\/|\/$/g, '')}`, { wants, reads });
  } catch (error) {
    child.stdin.end();
    await ended;
    throw error;
  } finally {
    child.stdin.end();
  }
}

/** Settles with the child: rejects, with what git said, when it did not run to a good end. */
function endOf(child: ChildProcessWithoutNullStreams): Promise<void> {
  const said: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close').then(([code]) => {
    if (code !== 0) throw new Error(`git cat-file failed: ${Buffer.concat(said).toString('utf8').trim()}`);
  });
  ended.catch(() => undefined);
  return ended;
}

/** Level by level: all objects of a level are asked for at once and answered in order. */
async function readAll(
  child: ChildProcessWithoutNullStreams,
  root: string,
  { wants, reads }: Required<Pick<ReadOptions, 'wants' | 'reads'>>,
): Promise<Tree> {
  const reader = byteReader(child.stdout);
  const texts = new Map<string, string>();
  const unread: string[] = [];
  let wanted: Wanted[] = [{ name: root, path: '' }];
  while (wanted.length > 0) {
    child.stdin.write(wanted.map(({ name }) => `${name}\n`).join(''));
    const next: Wanted[] = [];
    for (const { path } of wanted) {
      const object = await readObject(reader);
      if (object?.type === 'blob') texts.set(path, plainText(object.content.toString('utf8')));
      if (object?.type !== 'tree') continue;
      for (const { kind, ...entry } of entriesOf(object, path).filter((found) => wants(found.path))) {
        if (kind === 'tree' || reads(entry.path)) next.push(entry);
        else unread.push(entry.path);
      }
    }
    wanted = next;
  }
  return { texts, unread };
}

interface GitObject {
  readonly type: string;
  /** Length of an object id in bytes: 20 in SHA-1 repositories, 32 in SHA-256 ones. */
  readonly idBytes: number;
  readonly content: Buffer;
}

/** The next object of the answer; undefined where git has none of that name. */
async function readObject(reader: ByteReader): Promise<GitObject | undefined> {
  const header = /^([0-9a-f]+) (\w+) (\d+)$/.exec(await reader.line());
  if (!header) return undefined;
  const [, id = '', type = '', size] = header;
  const content = await reader.take(Number(size));
  await reader.take(1);
  return { type, idBytes: id.length / 2, content };
}

/** A tree is a row of `<mode> <name>\0<id>`. */
function entriesOf({ content, idBytes }: GitObject, path: string): (Wanted & { readonly kind: 'tree' | 'blob' })[] {
  const entries: (Wanted & { readonly kind: 'tree' | 'blob' })[] = [];
  for (let at = 0; at < content.length; ) {
    const end = content.indexOf(0, at);
    const [mode = '', name = ''] = split(content.toString('utf8', at, end));
    const id = content.toString('hex', end + 1, end + 1 + idBytes);
    at = end + 1 + idBytes;
    const kind = kinds[mode];
    if (kind) entries.push({ kind, name: id, path: path === '' ? name : `${path}/${name}` });
  }
  return entries;
}

function split(entry: string): [string, string] {
  const space = entry.indexOf(' ');
  return [entry.slice(0, space), entry.slice(space + 1)];
}

interface ByteReader {
  /** The next line, without its end. */
  line(): Promise<string>;
  /** Exactly so many bytes. */
  take(count: number): Promise<Buffer>;
}

/** Reads a stream by lines and counts. Rejects where the stream ends too early. */
function byteReader(stream: AsyncIterable<Buffer>): ByteReader {
  const chunks = stream[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const more = async (): Promise<Buffer> => {
    const { done, value } = await chunks.next();
    if (done) throw new Error('git cat-file ended in the middle of an answer.');
    return value;
  };
  const take = async (count: number) => {
    const parts = [held];
    let length = held.length;
    for (; length < count; length += (parts.at(-1) as Buffer).length) parts.push(await more());
    const all = parts.length === 1 ? held : Buffer.concat(parts);
    held = all.subarray(count);
    return all.subarray(0, count);
  };
  return {
    take,
    async line() {
      while (!held.includes(10)) held = Buffer.concat([held, await more()]);
      const text = await take(held.indexOf(10));
      await take(1);
      return text.toString('utf8');
    },
  };
}
