import { judge } from '@sluice/ingest';
import type { Benchmark } from './harness.js';
import { loadContract, publishedModel } from './load-contract.js';
import { sampleTexts } from './sample-texts.js';

/** Judge, upcast and write the row of every event, against parsing and writing the same bytes. */
export async function benchmarks(root: string): Promise<Benchmark[]> {
  const contract = await loadContract(publishedModel(root), root);
  const events = sampleTexts(root);
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
