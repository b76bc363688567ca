import { setTimeout as pause } from 'node:timers/promises';
import { post } from './post.js';

/** What senders know: every event they made, and the last word on each. */
export interface Tally {
  readonly sent: Set<string>;
  readonly acknowledged: Set<string>;
  readonly rejected: Set<string>;
  /** Answers of a kind that a collector should never give. */
  readonly wrong: string[];
  /** Requests that were repeated: no answer, or one that asked for it. */
  repeats: number;
}

/** An empty tally. */
export function newTally(): Tally {
  return { sent: new Set(), acknowledged: new Set(), rejected: new Set(), wrong: [], repeats: 0 };
}

interface Event {
  readonly eventId: string;
  readonly [key: string]: unknown;
}

/** Events of the shop; every tenth breaks its schema. */
function makeEvent(random: () => number): Event {
  const eventId = randomUuid(random);
  const userId = random() < 0.1 ? 'nobody' : Math.floor(random() * 1_000);
  const shared = { eventId, userId, timestamp: 1_714_521_600_000 + Math.floor(random() * 1e9) };
  const productId = Math.floor(random() * 1e6);
  const kinds: readonly object[] = [
    { event: 'view', productId },
    { event: 'purchase', productId, amount: 35.79 },
    { event: 'login' },
    { event: 'search', keyword: 'é'.repeat(Math.floor(random() * 80)) },
  ];
  return { ...kinds[Math.floor(random() * kinds.length)], ...shared };
}

/** Makes batches and sends each until every event in it has a final verdict; goes on until `enough`. */
export async function sendUntil(url: string, tally: Tally, random: () => number, enough: () => boolean): Promise<void> {
  while (!enough()) {
    const events = Array.from({ length: 1 + Math.floor(random() * 12) }, () => makeEvent(random));
    for (const { eventId } of events) tally.sent.add(eventId);
    await sendAll(url, events, tally, random);
  }
}

/** Sends a batch until every event in it has a final verdict. */
async function sendAll(url: string, events: readonly Event[], tally: Tally, random: () => number): Promise<void> {
  let left = events;
  while (left.length > 0) {
    const finals = await finalsOf(url, left, tally);
    left = left.filter(({ eventId }) => !finals.has(eventId));
    if (left.length === 0) return;
    tally.repeats++;
    await pause(5 + random() * 40);
  }
}

/** One request; the ids that have a final verdict. */
async function finalsOf(url: string, events: readonly Event[], tally: Tally): Promise<ReadonlySet<string>> {
  try {
    const { status, body } = await post(`${url}/events`, JSON.stringify(events));
    const { results = [] } = JSON.parse(body) as { results?: { eventId: string; status: string }[] };
    if (![202, 207, 503].includes(status)) tally.wrong.push(`${status}: ${body}`);
    return new Set(results.filter((verdict) => isFinal(verdict, tally)).map(({ eventId }) => eventId));
  } catch {
    return new Set();
  }
}

function isFinal({ eventId, status }: { eventId: string; status: string }, tally: Tally): boolean {
  if (status === 'retry') return false;
  if (!tally.sent.has(eventId)) tally.wrong.push(`verdict for ${eventId}`);
  (status === 'invalid' ? tally.rejected : tally.acknowledged).add(eventId);
  return true;
}

function randomUuid(random: () => number): string {
  const hex = Array.from({ length: 31 }, () => Math.floor(random() * 16).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-a${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
}
