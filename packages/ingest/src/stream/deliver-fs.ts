import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BadLine, readNdjson } from '@sluice/disk';
import { deaggregated } from './deaggregate.js';
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
  readonly retries: number;
  readonly timeoutMs: number;
  /** Data handed to the function at once, before base64. */
  readonly lambdaBufferBytes: number;
  /** Whether packed records are divided before the function gets them. */
  readonly deaggregate: boolean;
  readonly activePartitions: number;
  readonly prefixes: Prefixes;
  readonly report: Report;
}

/** What became of a segment, and what the function broke of its contract, in words. */
export type SegmentCounts = Pick<Delivered, 'ok' | 'dropped' | 'failed'> & { readonly violations: readonly string[] };

/**
 * Transforms a closed segment, writes its objects, then removes it. May be repeated after a crash at any point: the
 * objects' names come from the segment. Rejects when something could not be written; the segment stays.
 */
export async function deliverSegment(name: SegmentName, deps: DeliverDeps): Promise<SegmentCounts> {
  const path = join(deps.walDir, segmentFile(name));
  if (!existsSync(path)) return { ok: 0, dropped: 0, failed: 0, violations: [] };
  const { records: sources, damaged } = await readSegment(path, deps.report);
  const records = deps.deaggregate ? sources.flatMap(deaggregated) : sources;
  const transformed: Transformed[] = [];
  const violations: string[] = [];
  const limit = { count: Number.POSITIVE_INFINITY, bytes: deps.lambdaBufferBytes };
  for (const batch of cutRuns(records, ({ data }) => (data.length / 4) * 3, limit)) {
    transformed.push(...(await transformBatch(batch, deps, violations)));
  }
  const { lambdaArn } = localNames(deps.stream);
  const { objects, ok, dropped, failed, ...flaws } = planObjects(sources, transformed, { ...deps, lambdaArn });
  tellFlaws(flaws, deps);
  await writeObjects(deps.lakeDir, objects, `${deps.stream}-${name.segment}.json`);
  if (damaged) await rename(path, `${path}.damaged`);
  else await rm(path, { force: true });
  return { ok, dropped, failed, violations: [...violations, ...flaws.unplaced] };
}

async function transformBatch(
  batch: readonly WalRecord[],
  deps: DeliverDeps,
  violations: string[],
): Promise<Transformed[]> {
  const { region, streamArn } = localNames(deps.stream);
  const records = batch.map(transformRecord);
  const request = { invocationId: deps.randomId(), deliveryStreamArn: streamArn, region, records };
  const { attempts, answer } = await invoke(deps.handler, request, deps);
  const endedAt = deps.now();
  if (answer.kind === 'checked') {
    violations.push(...answer.violations);
    tellBroken(answer.violations, deps);
    return batch.flatMap((record, i) => {
      const outcome = answer.outcomes[i];
      return outcome === undefined ? [] : [{ record, outcome, attempts, endedAt }];
    });
  }
  const { code, message, reason } = answer;
  violations.push(reason);
  tellBroken([reason], deps);
  deps.report({ code: 'batch-failed', message: `${batch.length} records failed: ${code}: ${reason}` });
  return batch.map((record) => ({ record, outcome: { kind: 'failed', code, message }, attempts, endedAt }));
}

/** One notice for all records that have the same fault: the first of them stands for the others. */
function tellBroken([first, ...others]: readonly string[], { report }: DeliverDeps): void {
  if (first === undefined) return;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  report({
    code: 'contract-broken',
    message: `The transform function broke the contract of Firehose. ${first}${more}`,
  });
}

function tellFlaws({ unplaced, beyondLimit }: Pick<Delivered, 'unplaced' | 'beyondLimit'>, deps: DeliverDeps): void {
  tellBroken(unplaced, deps);
  if (beyondLimit === 0) return;
  const message = `${beyondLimit} records of more than ${deps.activePartitions} active partitions went to the error prefix.`;
  deps.report({ code: 'partitions-exceeded', message });
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
