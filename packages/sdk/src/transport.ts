import { type Outcome, readOutcome } from './outcome.js';
import type { Clock, Fetch } from './ports.js';
import { bodyOf, type Entry } from './queue.js';

/** How a collector is reached. */
export interface TransportOptions {
  readonly url: string;
  readonly key?: string;
  readonly browser: boolean;
  readonly fetch: Fetch;
  readonly clock: Clock;
}

/** One attempt to deliver these events. Never rejects. `signal` gives it up. */
export type Post = (entries: readonly Entry[], keepalive: boolean, signal: AbortSignal) => Promise<Outcome>;

/**
 * Speaks to `<url>/events`. Browsers send `text/plain` with the key in the query and no cookies: such a request needs no
 * CORS preflight, which a page that is going away could not wait for (fetch.spec.whatwg.org, CORS-safelisted headers).
 */
export function createPost(options: TransportOptions): Post {
  const { fetch, clock } = options;
  const url = addressOf(options);
  const headers = headersOf(options);
  return async (entries, keepalive, signal) => {
    const body = bodyOf(entries, clock.now());
    const browserOnly = options.browser ? { keepalive, credentials: 'omit' as const } : {};
    try {
      const response = await fetch(url, { method: 'POST', headers, body, signal, ...browserOnly });
      return await readOutcome(response, clock.now());
    } catch {
      return { kind: 'retry', afterMs: 0 };
    }
  };
}

function addressOf({ url, key, browser }: TransportOptions): string {
  const query = browser && key !== undefined ? `?key=${encodeURIComponent(key)}` : '';
  return `${url.replace(/\/+$/, '')}/events${query}`;
}

function headersOf({ key, browser }: TransportOptions): Record<string, string> {
  if (browser) return { 'content-type': 'text/plain;charset=UTF-8' };
  const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
  return { 'content-type': 'application/json', ...authorization };
}
