import { join } from 'node:path';
import type { RuntimeContract } from '../codegen1/index.js';
import { type Transformed, transformRecord } from '../transform/transform-record.js';
import { isObject } from '../wire/wire.js';
import type { ArrivalHour, OldRow, OldRows, RawFile } from './rebuild.js';

/** What became of the events of a backup: `read` is the sum of all others. */
export interface RebuildCounts {
  readonly read: number;
  /** Their row was there and is the same. */
  readonly unchanged: number;
  /** Their row was there and is another one now. */
  readonly replaced: number;
  /** There was no row. */
  readonly added: number;
  /** Not valid by the contract at hand; a row that is there stays. */
  readonly stillInvalid: number;
  /** Say neither id nor time, and none of the rows that are there can be told to be theirs: left alone. */
  readonly unidentified: number;
}

/** The sum of counts. */
export function sum(all: readonly RebuildCounts[]): RebuildCounts {
  const total = { read: 0, unchanged: 0, replaced: 0, added: 0, stillInvalid: 0, unidentified: 0 };
  for (const counts of all) for (const key of Object.keys(total) as (keyof RebuildCounts)[]) total[key] += counts[key];
  return total;
}

/** What an hour is rebuilt from. */
export interface HourInput {
  readonly contract: RuntimeContract;
  readonly hour: ArrivalHour;
  readonly rawFolder: string;
  readonly files: readonly RawFile[];
  readonly old: OldRows;
}

type Row = Extract<Transformed, { row: string }>;

/** One hour in the making: takes the events of its backup, then says which objects are to be written. */
export class RebuiltHour {
  /** Ids of the events that have a row now, in lower case. */
  readonly eventIds = new Set<string>();
  readonly #input: HourInput;
  readonly #files: Map<string, RawFile>;
  /** Event ids with the tables that their rows are in now. */
  readonly #tables = new Set<string>();
  readonly #counts = { read: 0, unchanged: 0, replaced: 0, added: 0, stillInvalid: 0, unidentified: 0 };

  constructor(input: HourInput) {
    this.#input = input;
    this.#files = new Map(input.files.map((file) => [file.path, file]));
  }

  counts(): RebuildCounts {
    return { ...this.#counts };
  }

  /** Takes one event as it was sent, from an object of the backup. */
  take(text: string, object: string, recordId: string): void {
    this.#counts.read++;
    const written = this.#write(text, recordId);
    if (written === undefined) this.#counts.stillInvalid++;
    else this.#place(written.row, written.eventId, written.named, object);
  }

  /** Takes out what an interrupted run has left in another table than the one its event belongs to. */
  finish(): void {
    for (const eventId of this.eventIds) {
      const stale = this.#input.old.left(eventId).filter(({ file }) => !this.#tables.has(`${eventId} ${file.table}`));
      for (const row of stale) remove(row);
    }
  }

  /** Objects that change: those that rows come to first, so that no row is gone before it is there. */
  toWrite(): { path: string; lines: string[] }[] {
    const changed = [...this.#files.values()].filter((file) => file.changed);
    return changed
      .sort((a, b) => b.added.length - a.added.length)
      .map(({ path, lines, added }) => ({ path, lines: [...lines.filter((line) => line !== undefined), ...added] }));
  }

  #write(text: string, recordId: string): { row: Row; eventId: string; named: boolean } | undefined {
    const data = Buffer.from(text).toString('base64');
    const transform = (receivedAt: number) => transformRecord(this.#input.contract, data, { recordId, receivedAt });
    const first = transform(this.#input.hour.at);
    if (!('row' in first)) return undefined;
    const eventId = String((JSON.parse(first.row) as { event_id: unknown }).event_id);
    const { stamped, named } = says(text);
    const known = stamped ? undefined : this.#input.old.first(eventId)?.receivedAt;
    const row = known === undefined ? first : (transform(known) as Row);
    return { row, eventId, named };
  }

  #place({ row, event, major }: Row, eventId: string, named: boolean, object: string): void {
    const table = `event=${event}/major=${major}`;
    const old = this.#input.old.take(eventId, table);
    if (old === undefined && !named && this.#input.old.hasTable(table)) {
      this.#counts.unidentified++;
      return;
    }
    this.eventIds.add(eventId.toLowerCase());
    this.#tables.add(`${eventId.toLowerCase()} ${table}`);
    if (old?.file.table === table) this.#replace(old, row);
    else this.#add(table, old?.file.hour ?? this.#input.hour, object, row, old);
  }

  #replace({ file, line }: OldRow, row: string): void {
    const same = file.lines[line] === row;
    this.#counts[same ? 'unchanged' : 'replaced']++;
    if (same) return;
    file.lines[line] = row;
    file.changed = true;
  }

  #add(table: string, hour: ArrivalHour, object: string, row: string, moved: OldRow | undefined): void {
    this.#counts[moved ? 'replaced' : 'added']++;
    const file = this.#fileFor(table, hour, object);
    file.added.push(row);
    file.changed = true;
    if (moved !== undefined) remove(moved);
  }

  #fileFor(table: string, hour: ArrivalHour, object: string): RawFile {
    const path = join(this.#input.rawFolder, table, hour.folder, object);
    const file = this.#files.get(path) ?? { path, table, hour, lines: [], added: [], changed: false };
    this.#files.set(path, file);
    return file;
  }
}

function remove({ file, line }: OldRow): void {
  file.lines[line] = undefined;
  file.changed = true;
}

/** Whether an event says when the server received it, and anything that its id follows from. */
function says(text: string): { stamped: boolean; named: boolean } {
  const event: unknown = JSON.parse(text);
  if (!isObject(event)) return { stamped: false, named: false };
  return {
    stamped: event.receivedAt !== undefined,
    named: event.eventId !== undefined || event.timestamp !== undefined,
  };
}
