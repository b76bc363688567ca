import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { modelOf, type RegistryDocument } from '@sluice/contract';
import { createCollector, type DeadLetter, lettersOfRequest, type SendOutcome } from '@sluice/ingest';
import { type ClientOptions, createClient } from '@sluice/sdk';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from './support/sluice.js';
import { type Loaded, load } from './validators/load.js';
import { loadSdk, type Sdk } from './validators/load-sdk.js';

const documents = readdirSync(path.join(root, 'registry'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(path.join(root, 'registry', file), 'utf8')) as RegistryDocument);
const key = 'a-write-key-of-32-characters-or-so';
let loaded: Loaded;
let sdk: Sdk;
let stop = async () => {};

beforeAll(async () => {
  const model = modelOf(documents);
  [loaded, sdk] = await Promise.all([load(model), loadSdk(model)]);
});
afterEach(() => stop());

/** A collector on a local port whose sink fails as often as it is told. */
async function collecting(failures: number) {
  const records: { readonly [field: string]: unknown }[] = [];
  const letters: DeadLetter[] = [];
  let left = failures;
  const send = async (sent: readonly Uint8Array[]): Promise<SendOutcome[]> => {
    if (left-- > 0) return sent.map(() => ({ kind: 'failed', code: 'ServiceUnavailable', message: 'down' }));
    records.push(...sent.map((record) => JSON.parse(Buffer.from(record).toString())));
    return sent.map((_, i) => ({ kind: 'acknowledged', recordId: String(i) }));
  };
  const collector = createCollector({
    contract: loaded.contract,
    sink: { send, ready: async () => true, close: async () => undefined },
    deadLetters: { keep: async (kept) => void letters.push(...kept.flatMap((one) => [...lettersOfRequest(one)])) },
    keys: [{ secret: key, source: 'web' }],
    now: Date.now,
    randomId: () => crypto.randomUUID(),
  });
  stop = () => collector.close();
  return { url: await collector.app.listen({ port: 0, host: '127.0.0.1' }), records, letters };
}

const page = { onHidden: () => () => {} };

describe.each([
  ['a server', null],
  ['a page', page],
] as const)('the SDK of %s and a real collector', (_, where) => {
  const opened = (options: Partial<ClientOptions> & { url: string }) =>
    createClient({ page: where, key, batchDelayMs: 0, ...options });

  it('agree on what is stored, refused and sent again', async () => {
    const { url, records, letters } = await collecting(2);
    const told: unknown[] = [];
    const client = opened({ url, onInvalid: ({ event }, { code, path }) => told.push([event, code, path]) });
    client.identify({ userId: 7 });
    const good = [
      sdk.search?.(client, { keyword: 'red "shoes"' }),
      sdk.banner?.(client, { bannerId: 1, type: 'click' }),
      client.track('login', {}),
    ];
    const bad = sdk.checkoutCompleted?.(client, { productId: 1, amount: 19.999 });
    const stats = await client.close({ timeoutMs: 60_000 });
    expect(stats).toMatchObject({ tracked: 4, accepted: 3, invalid: 1, queued: 0, requests: 3 });
    expect(records.map(({ eventId }) => eventId)).toEqual(good);
    expect(records.map(({ event, userId }) => [event, userId])).toEqual([
      ['search', 7],
      ['banner', 7],
      ['login', 7],
    ]);
    expect(told).toEqual([['checkout_completed', 'decimal-scale', '/amount']]);
    expect(new Set(letters.map(({ eventId }) => eventId))).toEqual(new Set([bad]));
  });

  it('agree on who may send', async () => {
    const { url, records } = await collecting(0);
    const client = opened({ url, key: 'another-key-of-32-characters-or-so' });
    sdk.search?.(client, { keyword: 'x' });
    const { dropped } = await client.close({ timeoutMs: 60_000 });
    expect([dropped.refused, records]).toEqual([1, []]);
  });
});
