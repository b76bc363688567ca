import type { Examined } from '../examine.js';
import type { RecentIds } from './recent-ids.js';
import { NO_SLOT, type UuidTable, uuidTable } from './uuid-table.js';
import { uuidWords } from './uuid-words.js';

/** An event that may be stored. */
export type AdmittedEvent = Examined & { kind: 'admitted' };

/** What is sent to the sink for a request's events. */
export interface Outgoing {
  /** The events it was made of; undefined where one may not be stored. */
  readonly admitted: readonly (AdmittedEvent | undefined)[];
  /** Each event once. */
  readonly records: readonly AdmittedEvent[];
  /** For every record the first event of the request that it stands for, by index. */
  readonly firsts: readonly number[];
  /** For every event of the request the record that stands for it, by index; or {@link REFUSED}, {@link STORED} or {@link TAKEN}. */
  readonly recordOf: readonly number[];
  /** Remembers a record that was acknowledged. */
  acknowledged(record: number): void;
}

/** The event may not be stored. */
const REFUSED = -1;

/** The event was acknowledged in an earlier request. */
const STORED = -2;

/** Another event was acknowledged under its id, or stands before it in the request. */
export const TAKEN = -3;

/** An event that may be stored, with the fingerprint of its payload. */
export interface Candidate {
  readonly event: AdmittedEvent;
  readonly print: number;
}

/**
 * Finds the events that must be sent. What makes two events one is the id (UUIDs in upper and lower case are the same) and the
 * name; where the payload is not the same, the id is taken.
 */
export function outgoing(candidates: readonly (Candidate | undefined)[], recent: RecentIds): Outgoing {
  const records: AdmittedEvent[] = [];
  const prints: number[] = [];
  const firsts: number[] = [];
  const recordOf: number[] = [];
  const ids = requestIds(candidates.length, recent);
  for (let i = 0; i < candidates.length; i++) {
    const one = candidates[i];
    if (one === undefined) {
      recordOf.push(REFUSED);
      continue;
    }
    const found = ids.recordFor(one.event, one.print, i, records.length);
    const isOther = found >= 0 && found < records.length && prints[found] !== one.print;
    const record = isOther ? TAKEN : found;
    recordOf.push(record);
    if (record !== records.length) continue;
    records.push(one.event);
    prints.push(one.print);
    firsts.push(i);
  }
  return {
    admitted: candidates.map((one) => one?.event),
    records,
    firsts,
    recordOf,
    acknowledged: (record) =>
      ids.acknowledged(records[record] as AdmittedEvent, prints[record] as number, firsts[record] as number),
  };
}

interface RequestIds {
  /** The record that an event belongs to: an earlier one, `next` for a new one, {@link STORED} or {@link TAKEN}. */
  recordFor(one: AdmittedEvent, print: number, index: number, next: number): number;
  acknowledged(one: AdmittedEvent, print: number, index: number): void;
}

/** Room for the ids of one request. Ids are looked up in one go, so all requests share it. */
let scratch = roomFor(128);

function roomFor(count: number): { readonly table: UuidTable; readonly recordIn: Int32Array; readonly count: number } {
  const table = uuidTable(count);
  return { table, recordIn: new Int32Array(table.slots), count };
}

/** The ids of the events of one request, each read once; `recordFor` is called for all of them before anything else happens. */
function requestIds(count: number, recent: RecentIds): RequestIds {
  const words = new Uint32Array(count * 4);
  if (scratch.count < count) scratch = roomFor(count);
  const { table, recordIn } = scratch;
  // A single event has no other one to be the duplicate of.
  if (count > 1) table.clear();
  const texts = new Map<string, number>();
  const byText = (id: string, tag: number, print: number, next: number): number => {
    const known = texts.get(`${tag} ${id}`);
    if (known !== undefined) return known;
    const stored = recent.findText(id, tag);
    if (stored !== undefined) return stored === print ? STORED : TAKEN;
    texts.set(`${tag} ${id}`, next);
    return next;
  };
  return {
    recordFor: ({ eventId, event }, print, index, next) => {
      const tag = recent.tagOf(event);
      const at = index * 4;
      if (!uuidWords(eventId, words, at)) return byText(eventId, tag, print, next);
      const slot = count > 1 ? table.find(words, at, tag) : NO_SLOT;
      if (slot >= 0) return recordIn[slot] as number;
      const stored = recent.find(words, at, tag);
      if (stored !== undefined) return stored === print ? STORED : TAKEN;
      if (slot === NO_SLOT) return next;
      table.put(~slot, words, at, tag, print);
      recordIn[~slot] = next;
      return next;
    },
    acknowledged: ({ eventId, event }, print, index) => {
      const tag = recent.tagOf(event);
      if (texts.size > 0 && texts.has(`${tag} ${eventId}`)) recent.addText(eventId, tag, print);
      else recent.add(words, index * 4, tag, print);
    },
  };
}
