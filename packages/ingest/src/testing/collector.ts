import { type Collector, createCollector } from '../collector/collector.js';
import type { CollectorOptions } from '../collector/options.js';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import { lettersOfRequest, type RefusedRequest } from '../dead-letters/refused-request.js';
import type { SendOutcome } from '../sink.js';
import { countingIds, shop } from './contract.js';

/** When everything in tests arrives. */
export const AT = 1_714_521_600_500;

/** A collector of the shop in memory, and what it stored and kept. */
export interface TestCollector {
  readonly collector: Collector;
  readonly stored: string[];
  readonly letters: DeadLetter[];
  /** What the sink answers with instead, for as long as it is set. */
  outcome: SendOutcome | Error | undefined;
  /** What keeping dead letters fails with, for as long as it is set. */
  lettersFail: Error | undefined;
}

/** Makes one; what is given wins. */
export function testCollector(options: Partial<CollectorOptions> = {}): TestCollector {
  const stored: string[] = [];
  const letters: DeadLetter[] = [];
  const test: { -readonly [Key in keyof TestCollector]: TestCollector[Key] } = {
    collector: undefined as unknown as Collector,
    stored,
    letters,
    outcome: undefined,
    lettersFail: undefined,
  };
  const sink = {
    send: async (records: readonly Uint8Array[]): Promise<SendOutcome[]> => {
      const { outcome } = test;
      if (outcome instanceof Error) throw outcome;
      if (outcome?.kind !== 'failed') stored.push(...records.map((record) => Buffer.from(record).toString()));
      return records.map((_, i) => outcome ?? { kind: 'acknowledged', recordId: String(i) });
    },
    ready: async () => test.outcome === undefined,
    close: async () => undefined,
  };
  const deadLetters = {
    keep: async (kept: readonly RefusedRequest[]) => {
      if (test.lettersFail) throw test.lettersFail;
      for (const request of kept) for (const letter of lettersOfRequest(request)) letters.push(letter);
    },
  };
  const common = { contract: shop, sink, deadLetters, now: () => AT, randomId: countingIds() };
  test.collector = createCollector({ ...common, ...options });
  return test;
}

/** A login of the shop as JSON. */
export function login(userId: unknown, more: object = {}): string {
  return JSON.stringify({ event: 'login', userId, timestamp: 1_714_521_600_000, ...more });
}

/** What a collector answered. */
export interface TestReply {
  readonly status: number;
  readonly body: {
    readonly results?: readonly { readonly [key: string]: unknown }[];
    readonly error?: { readonly code: string; readonly fix: string };
  };
  readonly headers: { readonly [name: string]: unknown };
}

/** Posts a body to a collector without a network. */
export async function post(
  { app }: Pick<Collector, 'app'>,
  url: string,
  payload: string | Buffer,
  type = 'application/json',
): Promise<TestReply> {
  const reply = await app.inject({ method: 'POST', url, payload, headers: { 'content-type': type } });
  const body = reply.body === '' ? {} : reply.json();
  return { status: reply.statusCode, body, headers: reply.headers };
}

/** The verdicts of an answer, in their order. */
export function statusesOf({ body }: TestReply): readonly unknown[] | undefined {
  return body.results?.map(({ status }) => status);
}
