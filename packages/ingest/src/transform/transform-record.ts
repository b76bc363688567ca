import {
  type EventError,
  exactly,
  type JsonObject,
  judge,
  type RuntimeContract,
  type RuntimeVersion,
  writeRow,
} from '../codegen1/index.js';
import { deriveEventId } from '../wire/event-id.js';
import { decode, type Readable } from './decode.js';

/** One row of the lake, that there should be none, or why there is none. */
export type Transformed =
  | { readonly row: string; readonly event: string; readonly major: number }
  | { readonly drop: true }
  | { readonly errors: readonly EventError[] };

/** What is known of a record beside its data. */
export interface Arrival {
  readonly recordId: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** Says of a valid event that it is not to be stored. */
export type Drop = (event: string, body: JsonObject) => boolean;

/** Turns the data of one record into its row. Never throws: what a validator throws becomes an error as well. */
export function transformRecord(contract: RuntimeContract, data: unknown, arrival: Arrival, drop?: Drop): Transformed {
  try {
    const decoded = decode(data);
    if ('error' in decoded) return { errors: [decoded.error] };
    return rowOf(contract, decoded, arrival, drop);
  } catch (error) {
    const message = `The event could not be written: ${error instanceof Error ? error.message : String(error)}`;
    return { errors: [{ code: 'unwritable', path: '', message }] };
  }
}

function rowOf(contract: RuntimeContract, decoded: Readable, arrival: Arrival, drop?: Drop): Transformed {
  const { event } = decoded;
  const name = event.event;
  if (typeof name !== 'string') {
    return {
      errors: [{ code: 'event-missing', path: '/event', message: 'The record does not say which event it is.' }],
    };
  }
  const judgement = judge(contract, name, event, decoded.text);
  if (!judgement.ok) return { errors: judgement.errors };
  if (drop?.(name, event)) return { drop: true };
  const { version } = judgement;
  return { row: write(version, name, decoded, arrival), event: name, major: version.major };
}

function write(version: RuntimeVersion, name: string, { event, text }: Readable, arrival: Arrival): string {
  const { recordId, receivedAt } = arrival;
  const eventId = event.eventId === undefined ? idFor(name, exactly(text) ?? event, recordId) : '';
  return writeRow(version, event, { eventId, receivedAt }, text);
}

/** Producers that write to the stream themselves may send no id; a retry of the same event gets the same one. */
function idFor(name: string, event: JsonObject, recordId: string): string {
  return event.timestamp === undefined ? deriveEventId(name, event, recordId) : deriveEventId(name, event);
}
