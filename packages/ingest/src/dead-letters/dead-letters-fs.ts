import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { type AppendFile, hiveTime, keepOutOfGit, OWN_NAMES, openAppend } from '@sluice/disk';
import { archiveJournal } from './archive-fs.js';
import type { DeadLetters, DeadLetterUsage } from './dead-letters.js';
import { enterJournals, JOURNALS, type JournalOwner } from './journals-fs.js';
import { measureLetters } from './measure-fs.js';
import type { RefusedRequest } from './refused-request.js';

export { readDeadLetters } from './read-fs.js';

/** What dead letters on disk need. */
export interface DeadLetterFilesOptions {
  /** The data folder; dead letters stand below `dead-letters/` in it. */
  readonly dataDir: string;
  /** Names this process's files; must be unique among all processes, also earlier ones. */
  readonly fileName: string;
  /** Bytes on disk that all dead letters may have together at any moment (default 1 GiB); beyond, `keep` rejects. */
  readonly maxBytes?: number;
  /** A journal is compressed when it has so many bytes (default 4 MiB, at most an eighth of `maxBytes`), or when the hour is over. */
  readonly journalBytes?: number;
  /** How often journals of processes that have ended are looked for, in milliseconds (default 5,000). */
  readonly lookMs?: number;
  /** Epoch milliseconds (default: the system's clock); says only how often a full disk is measured again. */
  readonly now?: () => number;
}

/**
 * Dead letters on disk. New ones are appended to a journal in `dead-letters/open/`; by the hour, or when it is large enough, the
 * journal becomes compressed files by arrival and event: `dead-letters/year=…/month=…/day=…/hour=…/event=…/<file>.ndjson.gz`.
 */
export interface DeadLetterFiles extends DeadLetters {
  /** Whether its folder can be written. Being full is another matter: `usage` tells. */
  ready(): Promise<boolean>;
  /** How full it is; measured again where it was full and an operator may have made room. */
  usage(): Promise<DeadLetterUsage>;
  /** Waits for what is being written, and compresses it. */
  close(): Promise<void>;
}

/** The code with which `keep` rejects where the dead letters have reached their limit. */
export const DEAD_LETTERS_FULL = 'DeadLettersFull';

/** How long a measurement of the folder holds, in milliseconds, while it is full: an operator may have made room. */
const MEASURED_FOR = 1_000;

/**
 * Keeps dead letters on disk; each is synced before `keep` resolves. After a failed write a new journal is begun. What other
 * processes leave in journals is compressed, too, also where they end after this one came.
 */
export function openDeadLetters(options: DeadLetterFilesOptions): DeadLetterFiles {
  return new FolderLetters(options);
}

interface Journal {
  readonly hour: string;
  readonly path: string;
  readonly file: Promise<AppendFile>;
}

class FolderLetters implements DeadLetterFiles {
  readonly #options: Required<DeadLetterFilesOptions>;
  readonly #folder: string;
  #owner: Promise<JournalOwner> | undefined;
  #journal: Journal | undefined;
  #serial = 0;
  /** Bytes on the disk and on their way there. */
  #bytes = 0;
  /** Those of them in journals: when one is compressed, both stand on the disk for a moment. */
  #open = 0;
  /** Bytes of all appends so far, and of those that have ended: what is between them may or may not be on the disk yet. */
  #begun = 0;
  #ended = 0;
  /** Bytes that found no room, where the last ones found none. */
  #turnedAway = 0;
  #measuredAt = Number.NEGATIVE_INFINITY;
  #measuring: Promise<void> = Promise.resolve();
  #archiving: Promise<void> = Promise.resolve();
  /** Journals that are being put away, or wait for it. */
  readonly #underWay = new Set<string>();
  /** Own journals that could not be put away. */
  readonly #stranded = new Set<string>();
  readonly #looking: NodeJS.Timeout;

  constructor(options: DeadLetterFilesOptions) {
    const maxBytes = options.maxBytes ?? 1_073_741_824;
    const journalBytes = Math.min(4_194_304, Math.ceil(maxBytes / 8));
    this.#options = { maxBytes, journalBytes, lookMs: 5_000, now: Date.now, ...options };
    this.#folder = join(options.dataDir, 'dead-letters');
    this.#looking = setInterval(() => void this.#look().catch(() => undefined), this.#options.lookMs).unref();
  }

  async keep(requests: readonly RefusedRequest[]): Promise<void> {
    const [first] = requests;
    if (first === undefined) return;
    const bytes = Buffer.from(requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
    await this.#enter();
    await this.#reserve(bytes.byteLength);
    try {
      const journal = await this.#journalOf(hourOf(first.arrivedAt));
      const file = await journal.file;
      await file.append(bytes);
      if (file.size() >= this.#options.journalBytes && this.#journal === journal) this.#retire();
    } catch (error) {
      this.#bytes -= bytes.byteLength;
      this.#open -= bytes.byteLength;
      throw error;
    } finally {
      this.#ended += bytes.byteLength;
    }
  }

  async ready(): Promise<boolean> {
    try {
      await this.#enter();
      await access(join(this.#folder, JOURNALS), constants.W_OK);
      return true;
    } catch {
      return false;
    }
  }

  async usage(): Promise<DeadLetterUsage> {
    const { maxBytes } = this.#options;
    await this.#measureWhere(this.#turnedAway > 0);
    return { bytes: this.#bytes, maxBytes, full: this.#turnedAway > 0 && !this.#hasRoom(this.#turnedAway) };
  }

  async close(): Promise<void> {
    clearInterval(this.#looking);
    this.#retire();
    await this.#archiving;
    await (await this.#owner)?.leave();
  }

  async #enter(): Promise<void> {
    this.#owner ??= this.#enterFirst();
    try {
      await this.#owner;
    } catch (error) {
      this.#owner = undefined;
      throw error;
    }
  }

  /** Puts away what was left behind, and measures again where others write beside this process. */
  async #look(): Promise<void> {
    await this.#enter();
    const { orphans = [], isAlone } = (await (await this.#owner)?.look()) ?? {};
    for (const path of new Set([...orphans, ...this.#stranded])) if (!this.#underWay.has(path)) this.#archive(path);
    if (isAlone === false) await this.#measure();
  }

  async #enterFirst(): Promise<JournalOwner> {
    const owner = await enterJournals(join(this.#folder, JOURNALS), this.#options.fileName);
    await keepOutOfGit(this.#folder, OWN_NAMES.deadLetters);
    for (const path of (await owner.look()).orphans) this.#archive(path);
    return owner;
  }

  async #reserve(bytes: number): Promise<void> {
    const { maxBytes } = this.#options;
    await this.#measureWhere(!this.#hasRoom(bytes));
    const isFull = !this.#hasRoom(bytes);
    this.#turnedAway = isFull ? bytes : 0;
    if (isFull) {
      const message = `The dead letters have reached their limit of ${maxBytes} bytes. Replay them, then: sluice deadletters --prune.`;
      throw Object.assign(new Error(message), { code: DEAD_LETTERS_FULL });
    }
    this.#bytes += bytes;
    this.#open += bytes;
    this.#begun += bytes;
  }

  /** Whether the limit holds even while all journals are being compressed. */
  #hasRoom(bytes: number): boolean {
    return this.#bytes + this.#open + 2 * bytes <= this.#options.maxBytes;
  }

  /** Measures what was never measured, and what is full once the last measurement is old. */
  async #measureWhere(full: boolean): Promise<void> {
    await this.#measuring;
    const isOld = this.#options.now() - this.#measuredAt >= MEASURED_FOR;
    if (this.#measuredAt === Number.NEGATIVE_INFINITY || (full && isOld)) await this.#measure();
  }

  #measure(): Promise<void> {
    this.#measuredAt = this.#options.now();
    const before = this.#ended;
    this.#measuring = measureLetters(this.#folder).then(({ bytes, open }) => {
      const underWay = this.#begun - before;
      this.#bytes = bytes + underWay;
      this.#open = open + underWay;
    });
    return this.#measuring;
  }

  async #journalOf(hour: string): Promise<Journal> {
    const before = this.#journal;
    if (before?.hour === hour && (await isHealthy(before.file))) return before;
    if (before !== this.#journal && this.#journal !== undefined) return this.#journal;
    this.#retire();
    const path = join(this.#folder, JOURNALS, `${this.#options.fileName}-${this.#serial++}.ndjson`);
    this.#journal = { hour, path, file: openAppend(path) };
    this.#journal.file.catch(() => undefined);
    return this.#journal;
  }

  #retire(): void {
    const journal = this.#journal;
    if (journal === undefined) return;
    this.#journal = undefined;
    this.#archive(journal.path, journal.file);
  }

  /** One after the other, beside what is kept meanwhile; what fails stays a journal, and is tried again at the next look. */
  #archive(path: string, file?: Promise<AppendFile>): void {
    this.#underWay.add(path);
    this.#stranded.delete(path);
    this.#archiving = this.#archiving
      .then(() => file?.then((open) => open.close()))
      .then(() => archiveJournal(path, this.#folder))
      .catch(() => void this.#stranded.add(path))
      .then(() => this.#measure())
      .catch(() => undefined)
      .finally(() => this.#underWay.delete(path));
  }
}

async function isHealthy(file: Promise<AppendFile>): Promise<boolean> {
  return file.then(
    (open) => open.healthy(),
    () => false,
  );
}

function hourOf(at: number): string {
  return Object.values(hiveTime(at)).join('-');
}
