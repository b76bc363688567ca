import { isObject, textOf } from '../wire/wire.js';
import type { DeadLetter } from './dead-letter.js';
import type { RefusedRequest } from './refused-request.js';

/** Where dead letters are kept. */
export interface DeadLetters {
  /** Resolves when all of them are durable; rejects when any may not be. */
  keep(requests: readonly RefusedRequest[]): Promise<void>;
}

/** How full a store of dead letters is. */
export interface DeadLetterUsage {
  readonly bytes: number;
  readonly maxBytes: number;
  /** The last dead letters found no room, and would find none now. */
  readonly full: boolean;
}

/** Bytes as a dead letter keeps them: as text where that loses nothing and does not grow beyond the double, else in base64. */
export function rawOf(bytes: Uint8Array): Pick<DeadLetter, 'raw' | 'encoding'> {
  const text = textOf(bytes);
  const lossless = text !== undefined && Buffer.byteLength(text) === bytes.byteLength;
  return lossless && Buffer.byteLength(JSON.stringify(text)) <= 2 * bytes.byteLength + 2
    ? { raw: text }
    : { raw: Buffer.from(bytes).toString('base64'), encoding: 'base64' };
}

/** The bytes of a dead letter, as they were sent. */
export function bytesOf(letter: Pick<DeadLetter, 'raw' | 'encoding'>): Uint8Array {
  return Buffer.from(letter.raw, letter.encoding ?? 'utf8');
}

/** The code under which a dead letter is listed: its first error's. */
export function reasonOf(letter: DeadLetter): string {
  return letter.errors[0]?.code ?? 'unknown';
}

/** The app that sent an event, with its release, as its context says: `shop 3.6.1`. */
export function appOf(letter: Pick<DeadLetter, 'raw' | 'encoding'>): string | undefined {
  const app = inside(inside(parsed(letter), 'context'), 'app');
  const parts = [inside(app, 'name'), inside(app, 'version')].filter((part) => typeof part === 'string');
  return parts.length === 0 ? undefined : parts.join(' ').slice(0, 100);
}

function parsed(letter: Pick<DeadLetter, 'raw' | 'encoding'>): unknown {
  try {
    return letter.encoding === undefined ? JSON.parse(letter.raw) : undefined;
  } catch {
    return undefined;
  }
}

function inside(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Dead letters of one event and app with one reason. */
export interface DeadLetterGroup {
  readonly reason: string;
  /** The event's name; absent where none was found. */
  readonly event?: string;
  /** The app and its release; absent where the events do not say. */
  readonly app?: string;
  readonly count: number;
  /** Arrival of the first and the last: epoch milliseconds. */
  readonly first: number;
  readonly last: number;
  /** The one that arrived first. */
  readonly example: DeadLetter;
}

/** Groups that are told apart; further ones share one per reason, so that no sender decides how much memory a listing takes. */
const MOST_GROUPS = 1_000;

/** Counts dead letters by reason, event and app, most frequent first. Keeps one letter per group in memory, no more. */
export async function groupDeadLetters(letters: AsyncIterable<DeadLetter>): Promise<DeadLetterGroup[]> {
  const groups = new Map<string, DeadLetterGroup>();
  for await (const letter of letters) {
    const told = { event: letter.event, app: appOf(letter) };
    const own = JSON.stringify([reasonOf(letter), told.event, told.app]);
    const shared = groups.size >= MOST_GROUPS && !groups.has(own);
    const key = shared ? JSON.stringify([reasonOf(letter)]) : own;
    groups.set(key, widen(groups.get(key), letter, shared ? {} : told));
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || a.first - b.first);
}

function widen(
  group: DeadLetterGroup | undefined,
  letter: DeadLetter,
  { event, app }: { readonly event?: string | undefined; readonly app?: string | undefined },
): DeadLetterGroup {
  const { arrivedAt: at } = letter;
  if (group === undefined) {
    const named = { ...(event === undefined ? {} : { event }), ...(app === undefined ? {} : { app }) };
    return { reason: reasonOf(letter), ...named, count: 1, first: at, last: at, example: letter };
  }
  const example = at < group.first ? letter : group.example;
  return {
    ...group,
    count: group.count + 1,
    first: Math.min(at, group.first),
    last: Math.max(at, group.last),
    example,
  };
}
