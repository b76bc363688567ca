import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { camelCase, modelOf, type RegistryDocument } from '@sluice/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleEvent } from '../../generators/docs/example.js';
import { type Loaded, load } from './load.js';
import { loadSdk, wireOf } from './load-sdk.js';
import { newest, orderDocuments, payloads, upTo } from './order-history.js';
import { stored } from './stored.js';

const row = (version: string, rest: string): string =>
  `{"event_id":"0192f0c1-0000-7000-8000-000000000001","event":"order_placed","version":"${version}","occurred_at":"2024-05-01 00:00:00.000","received_at":"1970-01-01 00:00:00.500",${rest}}\n`;
const columns =
  '"prices":{"de":{"net_amount":9.90}},"currency":"EUR","deliver_to":{"street":"s","postal_code":"10115"},"article_number":7,"positions":[{"article":"a","quantity":2}],"channel":"web"';

describe('an event over eight versions', () => {
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await load(modelOf(orderDocuments));
  });

  it.each(Object.entries(payloads))('the SDK of %s works against the newest collector', async (version, payload) => {
    const { orderPlaced } = await loadSdk(upTo(version));
    const wire = wireOf((client) => orderPlaced?.(client, payload));
    expect(wire.version).toBe(version);
    expect(await stored(loaded, wire)).toEqual({ row: row(version, columns), status: 'ok' });
  });

  it.each(Object.entries(payloads))('the newest minor accepts the names of %s, too', async (_, payload) => {
    const wire = {
      eventId: '0192f0c1-0000-7000-8000-000000000001',
      event: 'order_placed',
      timestamp: 1_714_521_600_000,
      ...payload,
    };
    const status = JSON.stringify(payload) === JSON.stringify(newest) ? 'ok' : 'renamed';
    const want = { row: row('1.10', columns), status };
    expect(await stored(loaded, { ...wire, version: '1.10' })).toEqual(want);
    expect(await stored(loaded, { ...wire, version: '1.11' })).toEqual({ ...want, assumed: true });
    expect(await stored(loaded, wire)).toEqual({ ...want, assumed: true });
  });

  it('keeps the majors apart', async () => {
    const { orderPlaced } = await loadSdk(upTo('2.0'));
    const wire = wireOf((client) => orderPlaced?.(client, { articleNumber: 'A7' }));
    expect((await stored(loaded, wire)).row).toBe(row('2.0', '"article_number":"A7"'));
  });
});

describe('the shop', () => {
  const registry = path.resolve(import.meta.dirname, '../../registry');
  const documents = readdirSync(registry, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(path.join(registry, file), 'utf8')) as RegistryDocument);
  const model = modelOf(documents);
  const common = model.envelopes.at(-1)?.fields ?? [];
  const versions = model.events.flatMap((family) => family.versions.map((version, i) => ({ family, version, i })));
  /** Fields that the newest minor calls otherwise. */
  const renamed: { readonly [name: string]: string } = { type: 'action', timestamp: 'occurred_at' };
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await load(model);
  });

  it.each(versions)('the SDK of $version.event $version.version works against the newest collector', async (given) => {
    const { family, version, i } = given;
    const then = { ...model, events: [{ ...family, renamedFrom: [], versions: family.versions.slice(0, i + 1) }] };
    const sdk = await loadSdk(then);
    const {
      event: _event,
      version: _version,
      timestamp: _timestamp,
      ...props
    } = exampleEvent(version, common) as {
      [name: string]: unknown;
    };
    const wire = wireOf((client) => sdk[camelCase(version.event)]?.(client, props));
    const found = JSON.parse((await stored(loaded, wire)).row);
    const sent = Object.entries(props).map(([name, value]) => [
      renamed[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      String(value),
    ]);
    expect(wire.version).toBe(version.version);
    expect(
      sent.map(([column]) => [column, String(Number(found[column as string]) || found[column as string])]),
    ).toEqual(sent.map(([column, value]) => [column, String(Number(value) || value)]));
    expect(found).toMatchObject({ event: version.event, version: version.version });
    expect(found).not.toHaveProperty('_extra');
  });
});
