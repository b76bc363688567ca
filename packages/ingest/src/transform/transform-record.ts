import {
  deriveEventId,
  type EventError,
  type JsonObject,
  judge,
  type RuntimeContract,
  type RuntimeVersion,
} from '../codegen1/index.js';
import { decode } from './decode.js';

/** One row of the lake, or why there is none. */
export type Transformed =
  | { readonly row: string; readonly event: string; readonly major: number }
  | { readonly errors: readonly EventError[] };

/** What is known of a record beside its data. */
export interface Arrival {
  readonly recordId: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** Turns the data of one record into its row. Never throws: what a validator throws becomes an error as well. */
export function transformRecord(contract: RuntimeContract, data: unknown, arrival: Arrival): Transformed {
  try {
    const decoded = decode(data);
    if ('error' in decoded) return { errors: [decoded.error] };
    return rowOf(contract, decoded.event, arrival);
  } catch (error) {
    const message = `The event could not be written: ${error instanceof Error ? error.message : String(error)}`;
    return { errors: [{ code: 'unwritable', path: '', message }] };
  }
}

function rowOf(contract: RuntimeContract, event: JsonObject, arrival: Arrival): Transformed {
  const name = event.event;
  if (typeof name !== 'string') {
    return {
      errors: [{ code: 'event-missing', path: '/event', message: 'The record does not say which event it is.' }],
    };
  }
  const judgement = judge(contract, name, event);
  if (!judgement.ok) return { errors: judgement.errors };
  return { row: write(judgement.version, name, event, arrival), event: name, major: judgement.version.major };
}

function write(version: RuntimeVersion, name: string, event: JsonObject, { recordId, receivedAt }: Arrival): string {
  const eventId = event.eventId === undefined ? idFor(name, event, recordId) : '';
  return version.row(event, { eventId, receivedAt });
}

/** Producers that write to the stream themselves may send no id; a retry of the same event gets the same one. */
function idFor(name: string, event: JsonObject, recordId: string): string {
  return event.timestamp === undefined ? deriveEventId(name, event, recordId) : deriveEventId(name, event);
}
