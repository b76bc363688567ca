import { createCollector } from '@sluice/ingest';
import type { Loaded } from './load.js';

/** What became of one event. */
export interface Stored {
  readonly row: string;
  readonly status: string;
  readonly assumed?: true;
}

/** From the collector's door through the transform, in one batch: the rows, and the verdicts. */
export async function storedAll(loaded: Loaded, wires: readonly object[]): Promise<Stored[]> {
  const sent: Uint8Array[] = [];
  const sink = {
    send: async (records: readonly Uint8Array[]) => {
      sent.push(...records);
      return records.map(() => ({ kind: 'acknowledged', recordId: 'r' }) as const);
    },
    ready: async () => true,
    close: async () => undefined,
  };
  const { contract } = loaded;
  const deadLetters = { keep: async () => undefined };
  const collector = createCollector({ contract, sink, deadLetters, now: () => 500, randomId: () => 'x' });
  const answer = await collector.app.inject({ method: 'POST', url: '/events', payload: [...wires] });
  await collector.close();
  const results = answer.json().results as { status: string; assumed?: true }[];
  if (sent.length < wires.length) throw new Error(JSON.stringify(results));
  const records = sent.map((bytes, i) => ({ recordId: String(i), data: Buffer.from(bytes).toString('base64') }));
  const transformed = loaded.createTransform(contract)({ records }).records;
  return results.map(({ status, assumed }, i) => {
    const row = Buffer.from(transformed[i]?.data ?? '', 'base64').toString();
    return { row, status, ...(assumed && { assumed }) };
  });
}

/** The same for one event. */
export async function stored(loaded: Loaded, wire: object): Promise<Stored> {
  const [only] = await storedAll(loaded, [wire]);
  return only as Stored;
}
