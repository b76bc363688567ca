import { join } from 'node:path';
import { type AppendFile, openAppend } from './append-fs.js';
import type { DeadLetter, DeadLetters } from './dead-letters.js';
import { hiveDay } from './hive-path.js';
import { type BadLine, filesBelow, readNdjson } from './ndjson-fs.js';

/** What dead letters on disk need. */
export interface DeadLetterFilesOptions {
  /** The data folder; dead letters stand below `dead-letters/` in it. */
  readonly dataDir: string;
  /** Names this process's files; must be unique among all processes, also earlier ones. */
  readonly fileName: string;
}

/** Dead letters in NDJSON files by arrival day: `dead-letters/year=…/month=…/day=…/<file>.ndjson`. */
export interface DeadLetterFiles extends DeadLetters {
  /** Waits for what is being written and closes the file. */
  close(): Promise<void>;
}

interface Current {
  readonly day: string;
  readonly file: Promise<AppendFile>;
}

/**
 * Keeps dead letters on disk; each is synced before `keep` resolves. Letters kept in one call share the day of the
 * first one's arrival. After a failed write a new file is begun.
 */
export function openDeadLetters(options: DeadLetterFilesOptions): DeadLetterFiles {
  let current: Current | undefined;
  let serial = 0;
  const begin = (day: string): Current => {
    const name = `${options.fileName}-${serial++}.ndjson`;
    void retire(current);
    current = { day, file: openAppend(join(options.dataDir, 'dead-letters', day, name)) };
    return current;
  };
  const fileOf = async (day: string): Promise<AppendFile> => {
    const before = current;
    if (before?.day === day && (await isHealthy(before.file))) return before.file;
    return (before !== current && current !== undefined ? current : begin(day)).file;
  };
  return {
    keep: async (letters) => {
      const [first] = letters;
      if (first !== undefined) await (await fileOf(hiveDay(first.arrivedAt))).append(ndjson(letters));
    },
    close: async () => {
      await retire(current);
      current = undefined;
    },
  };
}

/** All dead letters of a data folder, oldest day first. Lines torn by a crash are reported and skipped. */
export async function* readDeadLetters(dataDir: string, onBad: (bad: BadLine) => void): AsyncGenerator<DeadLetter> {
  for (const path of await filesBelow(join(dataDir, 'dead-letters'), '.ndjson')) {
    for await (const value of readNdjson(path, onBad)) yield value as DeadLetter;
  }
}

async function isHealthy(file: Promise<AppendFile>): Promise<boolean> {
  return file.then(
    (open) => open.healthy(),
    () => false,
  );
}

async function retire(current: Current | undefined): Promise<void> {
  await current?.file.then((file) => file.close()).catch(() => undefined);
}

function ndjson(letters: readonly DeadLetter[]): Uint8Array {
  return Buffer.from(letters.map((letter) => `${JSON.stringify(letter)}\n`).join(''));
}
