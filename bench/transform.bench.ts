import path from 'node:path';
import { judge } from '@sluice/ingest';
import { fieldsOf, readSample } from '../scripts/demo-sample.js';
import type { Benchmark } from './harness.js';
import { loadContract, publishedModel } from './load-contract.js';

/** The sample as the collector forwards it, and as many banner events, half of them under the old field name. */
function texts(root: string): string[] {
  const rows = readSample(path.join(root, 'test', 'data', 'shop', 'rees46-2019-oct-sample.csv'));
  return rows.flatMap((row, index) => {
    const eventId = `01924f5e-0000-7000-8000-${String(index).padStart(12, '0')}`;
    const stamp = { eventId, receivedAt: 1_569_888_000_000 + index };
    const { price, ...fields } = fieldsOf(row);
    const event = {
      ...stamp,
      event: row.event_type,
      ...fields,
      price,
      ...(row.event_type === 'purchase' && { amount: price }),
    };
    const banner = {
      ...stamp,
      event: 'banner',
      userId: fields.userId,
      sessionId: fields.sessionId,
      timestamp: fields.timestamp,
      bannerId: index,
    };
    const action = index % 2 === 0 ? { version: '1.1', action: 'click' } : { version: '1.0', type: 'click' };
    return [JSON.stringify(event), JSON.stringify({ ...banner, ...action })];
  });
}

/** Judge, upcast and write the row of every event, against parsing and writing the same bytes. */
export async function benchmarks(root: string): Promise<Benchmark[]> {
  const contract = await loadContract(publishedModel(root), root);
  const events = texts(root);
  return [
    {
      name: 'validate + upcast + serialise',
      floor: 'JSON.parse + JSON.stringify of the same bytes',
      unit: 'events',
      budget: 0.8,
      units: events.length,
      runFloor: () => {
        let length = 0;
        for (const text of events) length += JSON.stringify(JSON.parse(text)).length;
        return length;
      },
      runSubject: () => {
        let length = 0;
        for (const text of events) {
          const event = JSON.parse(text);
          const judgement = judge(contract, event.event, event);
          if (!judgement.ok) throw new Error(`refused: ${text} ${JSON.stringify(judgement.errors)}`);
          length += judgement.version.row(event, { eventId: '', receivedAt: 0 }).length;
        }
        return length;
      },
    },
  ];
}
