/** What is read of an HTTP response. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** What a request is made of. */
export interface FetchRequest {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The request outlives the page. Browsers allow 64 KiB of such bodies at a time. */
  readonly keepalive?: boolean;
  readonly credentials?: 'omit';
  readonly signal: AbortSignal;
}

/** The transport: the part of `fetch` that is used. Rejects when there is no answer. */
export type Fetch = (url: string, request: FetchRequest) => Promise<FetchResponse>;

/** Numbers in [0, 1). */
export type Random = () => number;

/** Time and timers. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `run` once after `ms`; returns how to cancel that. A process may end before, unless `keepAlive` is set. */
  after(ms: number, run: () => void, keepAlive?: boolean): () => void;
}

/** The page a browser client lives in. */
export interface Page {
  /** Calls `run` whenever the page is hidden or left; returns how to stop that. */
  onHidden(run: () => void): () => void;
}

/** The platform's clock; its timers do not keep a Node process alive unless asked to. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run, keepAlive) {
    const timer = setTimeout(run, ms);
    if (!keepAlive) (timer as unknown as { unref?: () => void }).unref?.();
    return () => clearTimeout(timer);
  },
};

/** 32 bits of the platform's cryptographic source. */
export const systemRandom: Random = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;

/** The global `fetch`, looked up at each call, so that a page may replace it. */
export const systemFetch: Fetch = (url, request) => globalThis.fetch(url, request);

/** The document as a page; null where there is none: on a server. */
export function systemPage(): Page | null {
  if (typeof document === 'undefined') return null;
  return {
    onHidden(run) {
      const whenHidden = () => {
        if (document.visibilityState === 'hidden') run();
      };
      document.addEventListener('visibilitychange', whenHidden);
      globalThis.addEventListener('pagehide', run);
      return () => {
        document.removeEventListener('visibilitychange', whenHidden);
        globalThis.removeEventListener('pagehide', run);
      };
    },
  };
}
