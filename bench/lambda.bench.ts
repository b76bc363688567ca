import { createTransform, type FirehoseRecord } from '@sluice/ingest/transform';
import type { Benchmark } from './harness.js';
import { weighBundle } from './lambda-bundle.js';
import { loadContract, publishedModel } from './load-contract.js';
import { sampleTexts } from './sample-texts.js';

/** The most that Firehose buffers for a function. */
const batchBytes = 3 * 1_048_576;
/** 2019-10-01T00:00:00Z. */
const arrival = 1_569_888_000_000;

/** What the SDK adds to every event; with it an event of the sample has about 500 bytes. */
const context = {
  app: { name: 'shop', version: '3.6.1' },
  sdk: 'sluice-web/0.1.0',
  contract: '1578cd66573654d7ab74da48ae2694939265676fd2808fddc4bd628653717e34',
  locale: 'de-DE',
  os: 'Android 9',
};

/** The sample over and over, as the collector forwards it. */
function fullBatch(root: string): FirehoseRecord[] {
  const texts = sampleTexts(root).map((text) => Buffer.from(`${JSON.stringify({ ...JSON.parse(text), context })}\n`));
  const records: FirehoseRecord[] = [];
  for (let size = 0, i = 0; ; i++) {
    const bytes = texts[i % texts.length] as Buffer;
    size += bytes.byteLength;
    if (size > batchBytes) return records;
    const recordId = `4966426470${String(i).padStart(46, '0')}`;
    records.push({ recordId, approximateArrivalTimestamp: arrival + i, data: bytes.toString('base64') });
  }
}

/** The Lambda's whole work on a full batch, against the bare reading and writing of the same records. */
export async function lambdaBenchmarks(root: string): Promise<Benchmark[]> {
  const transform = createTransform(await loadContract(publishedModel(root), root));
  const records = fullBatch(root);
  const { records: answer } = transform({ records });
  const ok = answer.filter(({ result }) => result === 'Ok').length;
  if (ok !== records.length) throw new Error(`${records.length - ok} of ${records.length} records failed`);
  return [
    {
      name: 'Lambda handler on a full 3 MB batch',
      floor: 'base64 → parse → stringify → base64 of the same records',
      unit: 'events',
      budget: 0.85,
      units: records.length,
      runFloor: () =>
        records.map(({ recordId, data }) => {
          const event: unknown = JSON.parse(Buffer.from(data, 'base64').toString());
          return { recordId, result: 'Ok', data: Buffer.from(`${JSON.stringify(event)}\n`).toString('base64') };
        }),
      runSubject: () => transform({ records }),
    },
  ];
}

const bundleEvents = 100;
/** Bytes of the bundle. */
const bundleBudget = 350_000;
/**
 * On a quiet machine the bundled Firehose client loads in 49 ms; at most 15 ms are wanted. The ratio holds on a busy one, too.
 */
const loadBudget = 15 / 49;

/** Weighs the bundle of 100 events and tells; whether it is within its budgets. */
export async function benchBundle(root: string, print: (line: string) => void): Promise<boolean> {
  const { bytes, loadMs, clientMs, ratio } = await weighBundle(root, bundleEvents);
  const ok = bytes <= bundleBudget && ratio <= loadBudget;
  print(
    `Lambda bundle, ${bundleEvents} events: ${Math.round(bytes / 1000)} kB (budget ≤ ${bundleBudget / 1000}), loads in ${ratio.toFixed(2)} × the bundled Firehose client (budget ≤ ${loadBudget.toFixed(2)}, ${ok ? 'ok' : 'MISSED'})`,
  );
  print(`  ${loadMs.toFixed(1)} ms against ${clientMs.toFixed(1)} ms of CPU for the import`);
  return ok;
}
