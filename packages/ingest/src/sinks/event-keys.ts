import { isObject, textOf } from '../wire/wire.js';

/** What can be told of a record's event without judging it. */
export interface EventKeys {
  readonly eventId?: string;
  readonly userId?: string;
  readonly anonymousId?: string;
}

/** Reads the ids of a record; none where it is not a JSON object. Numbers are written as text. */
export function eventKeys(record: Uint8Array): EventKeys {
  try {
    const event: unknown = JSON.parse(textOf(record) ?? '');
    if (!isObject(event)) return {};
    const { eventId, userId, anonymousId } = event;
    return { ...keyOf('eventId', eventId), ...keyOf('userId', userId), ...keyOf('anonymousId', anonymousId) };
  } catch {
    return {};
  }
}

/** Which of a record's ids records are kept together by. */
export type PartitionBy = 'eventId' | 'userId';

/** The partition key: the id asked for, else the next best, else a constant. At most `limit` characters. */
export function partitionKey({ eventId, userId, anonymousId }: EventKeys, by: PartitionBy, limit: number): string {
  const key = by === 'userId' ? (userId ?? anonymousId ?? eventId) : eventId;
  return [...(key ?? '-')].slice(0, limit).join('');
}

function keyOf<K extends string>(name: K, value: unknown): { readonly [k in K]?: string } {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? ({ [name]: text } as { [k in K]: string }) : {};
}
