import type { Arrival } from '../examine.js';
import { type Member, scanJson } from '../json-scan.js';
import { isObject, type ReadBody, type WireValue } from '../wire.js';

/** A request's events, and whether they were sent as a list. */
export interface Arrivals {
  readonly events: readonly Arrival[];
  readonly list: boolean;
}

type Json = ReadBody & { kind: 'json' };

/** The event of a request whose path says its name. */
export function arrivalUnder(name: string, { body }: Json, receivedAt: number): Arrivals {
  return { events: [{ wire: body, pathEvent: name, receivedAt }], list: false };
}

/** The events of a request without a name in its path: one event, a list, or `{sentAt, batch}`. */
export function arrivalsIn({ body, members }: Json, receivedAt: number): Arrivals {
  const { value } = body;
  if (Array.isArray(value)) return listOf(value, members, receivedAt);
  if (isObject(value) && Array.isArray(value.batch) && !Object.hasOwn(value, 'event')) {
    const { sentAt, batch } = value;
    const text = members.findLast(({ key }) => key === 'batch')?.text ?? '[]';
    return listOf(batch as unknown[], scanJson(text).members, receivedAt, sentAt);
  }
  return { events: [{ wire: body, receivedAt }], list: false };
}

function listOf(
  values: readonly unknown[],
  members: readonly Member[],
  receivedAt: number,
  sentAt?: unknown,
): Arrivals {
  const wires = members.map(({ text, depth }, i): WireValue => ({ value: values[i], text, depth }));
  const extra = sentAt === undefined ? {} : { sentAt };
  return { events: wires.map((wire) => ({ wire, receivedAt, ...extra })), list: true };
}
