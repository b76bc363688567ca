import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BadLine, readNdjson } from '../ndjson-fs.js';
import { localNames, type TransformHandler } from './envelope.js';
import { invoke } from './invoke.js';
import { writeObjects } from './lake-fs.js';
import { cutRuns } from './limits.js';
import type { Report } from './notice.js';
import { type Delivered, type Prefixes, planObjects, type Transformed } from './objects.js';
import { isWalRecord, type SegmentName, segmentFile, transformRecord, type WalRecord } from './segment.js';

/** What delivering a segment needs. */
export interface DeliverDeps {
  readonly walDir: string;
  readonly lakeDir: string;
  /** Name of the stream. */
  readonly stream: string;
  readonly handler: TransformHandler;
  readonly now: () => number;
  readonly randomId: () => string;
  /** How often a call that throws is repeated. */
  readonly retries: number;
  readonly prefixes?: Prefixes;
  readonly report: Report;
}

/**
 * Data handed to the function at once, before base64: small enough that neither the request nor an answer of four
 * times its size reaches Lambda's 6 MB.
 */
const BATCH = { count: Number.POSITIVE_INFINITY, bytes: 1_048_576 };

/**
 * Transforms a closed segment, writes its objects, then removes it. May be repeated after a crash at any point: the
 * objects' names come from the segment. Rejects when something could not be written; the segment stays.
 */
export async function deliverSegment(name: SegmentName, deps: DeliverDeps): Promise<Omit<Delivered, 'objects'>> {
  const path = join(deps.walDir, segmentFile(name));
  if (!existsSync(path)) return { ok: 0, dropped: 0, failed: 0 };
  const { records, damaged } = await readSegment(path, deps.report);
  const transformed: Transformed[] = [];
  for (const batch of cutRuns(records, ({ data }) => (data.length / 4) * 3, BATCH)) {
    transformed.push(...(await transformBatch(batch, deps)));
  }
  const { objects, ...counts } = planObjects(transformed, localNames(deps.stream).lambdaArn, deps.prefixes);
  await writeObjects(deps.lakeDir, objects, `${deps.stream}-${name.segment}.json`);
  if (damaged) await rename(path, `${path}.damaged`);
  else await rm(path, { force: true });
  return counts;
}

async function transformBatch(batch: readonly WalRecord[], deps: DeliverDeps): Promise<Transformed[]> {
  const { region, streamArn } = localNames(deps.stream);
  const records = batch.map(transformRecord);
  const request = { invocationId: deps.randomId(), deliveryStreamArn: streamArn, region, records };
  const { attempts, answer } = await invoke(deps.handler, request, deps.retries);
  const endedAt = deps.now();
  if (answer.kind === 'checked') {
    return batch.flatMap((record, i) => {
      const outcome = answer.outcomes[i];
      return outcome === undefined ? [] : [{ record, outcome, attempts, endedAt }];
    });
  }
  const { code, message } = answer;
  deps.report({ code: 'batch-failed', message: `${batch.length} records failed: ${code}: ${message}` });
  return batch.map((record) => ({ record, outcome: { kind: 'failed', code, message }, attempts, endedAt }));
}

/** A torn last line was never acknowledged. A damaged one may have been: the file is set aside then, not removed. */
async function readSegment(path: string, report: Report): Promise<{ records: WalRecord[]; damaged: boolean }> {
  const records: WalRecord[] = [];
  let damaged = false;
  const onBad = ({ line, kind }: Pick<BadLine, 'line' | 'kind'>): void => {
    damaged ||= kind === 'damaged';
    report({ code: kind === 'torn' ? 'line-torn' : 'line-damaged', message: `${path}: line ${line} is ${kind}.` });
  };
  let line = 0;
  for await (const value of readNdjson(path, onBad)) {
    line++;
    if (isWalRecord(value)) records.push(value);
    else onBad({ line, kind: 'damaged' });
  }
  return { records, damaged };
}
