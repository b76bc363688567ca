import { hiveSpan, hourMs } from '@sluice/disk';
import type { Period } from '../dead-letters/folders.js';

/** An hour of arrival: where its folders lie, and when it begins (epoch milliseconds). */
export interface ArrivalHour {
  readonly at: number;
  /** `year=…/month=…/day=…/hour=…`. */
  readonly folder: string;
}

/** The hour that a path lies in, by its folders. */
export function hourIn(path: string): ArrivalHour | undefined {
  const span = hiveSpan(path);
  if (span === undefined || span.to - span.from !== hourMs) return undefined;
  return { at: span.from, folder: span.folder };
}

/** Whether an hour lies in a period, in part at least. */
export function hourMeets(
  { at }: ArrivalHour,
  { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY }: Period,
): boolean {
  return at + hourMs > since && at < until;
}

/**
 * The id that the local stream gave to a record, from the name of its object and the record's place in it: ids of events that
 * say neither id nor time follow from it. Objects of other streams have ids of their own.
 */
export function recordIdOf(object: string, index: number): string {
  const [, segment] = /-(\d+-\d+-\d+-[0-9a-z]+-\d+)\.json(?:\.gz)?$/.exec(object) ?? [];
  return `${segment ?? object}-${index}`;
}

/** A row that an hour has already. */
export interface OldRow {
  readonly file: RawFile;
  readonly line: number;
  /** As it was written, for events that do not say themselves when they came. */
  readonly receivedAt?: number;
}

/** An object of raw rows, and what is to become of it. */
export interface RawFile {
  readonly path: string;
  /** `event=…/major=…`. */
  readonly table: string;
  readonly hour: ArrivalHour;
  /** Rows; undefined where one moved to another table. */
  readonly lines: (string | undefined)[];
  /** Rows that come to it. */
  readonly added: string[];
  changed: boolean;
}

/** The rows of an hour by event id, in the order they were written. */
export class OldRows {
  readonly #rows = new Map<string, OldRow[]>();
  readonly #tables = new Set<string>();

  add(eventId: string, row: OldRow): void {
    const rows = this.#rows.get(eventId.toLowerCase()) ?? [];
    rows.push(row);
    this.#rows.set(eventId.toLowerCase(), rows);
    this.#tables.add(row.file.table);
  }

  /** The first row of an event that was not taken yet, without taking it. */
  first(eventId: string): OldRow | undefined {
    return this.#rows.get(eventId.toLowerCase())?.[0];
  }

  /** Takes a row of an event, one of this table first: the next of the same id is another delivery. */
  take(eventId: string, table: string): OldRow | undefined {
    const rows = this.#rows.get(eventId.toLowerCase()) ?? [];
    const same = rows.findIndex(({ file }) => file.table === table);
    return rows.splice(Math.max(same, 0), 1)[0];
  }

  /** The rows of an event that were not taken. */
  left(eventId: string): readonly OldRow[] {
    return this.#rows.get(eventId.toLowerCase()) ?? [];
  }

  /** Whether any row of this table was there. */
  hasTable(table: string): boolean {
    return this.#tables.has(table);
  }
}
