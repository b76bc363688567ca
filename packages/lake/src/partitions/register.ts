import { maxPartitions } from './athena-limits.js';
import type { Catalogue, CataloguePartition, PartitionError } from './catalogue.js';

/** What became of partitions that were to be registered. */
export interface Registration {
  readonly created: number;
  /** They were there and pointed somewhere else. */
  readonly updated: number;
  /** They were there already. */
  readonly unchanged: number;
  /** Refused for good, or still failing after every attempt. Registering again tries only what is missing. */
  readonly failed: readonly PartitionError[];
}

/** How patient a registration is. */
export interface Patience {
  /** Attempts in all (default 6). */
  readonly attempts?: number;
  /** Waits that many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** From 0 to 1: which part of the longest wait is waited, so that jobs do not come back all at once. */
  readonly random: () => number;
}

/** Errors that pass: the same call later may succeed (docs.aws.amazon.com/glue/latest/webapi/CommonErrors.html). */
const passing: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'InternalServiceException',
  'InternalFailure',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'OperationTimeoutException',
  'ConcurrentModificationException',
  'ResourceNotReadyException',
  'TimeoutError',
]);

const longestWaitMs = 20_000;

/**
 * Registers partitions in calls of at most a hundred. A partition that is there already is fine, and is pointed at its
 * folder where it has another one. What failed for a while is tried again, nothing else.
 */
export async function registerPartitions(
  catalogue: Catalogue,
  partitions: readonly CataloguePartition[],
  patience: Patience,
): Promise<Registration> {
  const total = { created: 0, updated: 0, unchanged: 0, failed: [] as PartitionError[] };
  const unique = [...new Map(partitions.map((one) => [keyOf(one.values), one])).values()];
  for (let at = 0; at < unique.length; at += maxPartitions) {
    const batch = await registerBatch(catalogue, unique.slice(at, at + maxPartitions), patience);
    total.created += batch.created;
    total.updated += batch.updated;
    total.unchanged += batch.unchanged;
    total.failed.push(...batch.failed);
  }
  return total;
}

async function registerBatch(
  catalogue: Catalogue,
  partitions: readonly CataloguePartition[],
  patience: Patience,
): Promise<Registration> {
  const created = await persistently(partitions, catalogue.create, patience);
  const isThere = ({ code }: PartitionError) => code === 'AlreadyExistsException';
  const there = pick(partitions, created.errors.filter(isThere));
  const moved = await movedPartitions(catalogue, there, patience);
  const updated = await persistently(moved, catalogue.update, patience);
  return {
    created: created.done,
    updated: updated.done,
    unchanged: there.length - moved.length,
    failed: [...created.errors.filter((error) => !isThere(error)), ...updated.errors],
  };
}

/** Those of the partitions that the catalogue has at another folder. */
async function movedPartitions(
  { find }: Catalogue,
  partitions: readonly CataloguePartition[],
  patience: Patience,
): Promise<CataloguePartition[]> {
  if (partitions.length === 0) return [];
  const found = await retried(() => find(partitions.map(({ values }) => values)), patience);
  const locations = new Map(found.map(({ values, location }) => [keyOf(values), withSlash(location)]));
  return partitions.filter(({ values, location }) => locations.get(keyOf(values)) !== location);
}

function withSlash(location: string): string {
  return location.endsWith('/') ? location : `${location}/`;
}

interface Outcome {
  readonly done: number;
  readonly errors: readonly PartitionError[];
}

/** Calls with what is left, until nothing is left that may still succeed. */
async function persistently(
  partitions: readonly CataloguePartition[],
  call: Catalogue['create'],
  patience: Patience,
): Promise<Outcome> {
  const refused: PartitionError[] = [];
  let left = partitions;
  let last: readonly PartitionError[] = [];
  let done = 0;
  for (let attempt = 1; left.length > 0 && attempt <= (patience.attempts ?? 6); attempt += 1) {
    if (attempt > 1) await pause(attempt, patience);
    const errors = await retried(() => call(left), patience);
    done += left.length - errors.length;
    last = errors.filter(({ code }) => passing.has(code));
    refused.push(...errors.filter(({ code }) => !passing.has(code)));
    left = pick(left, last);
  }
  return { done, errors: [...refused, ...(left.length > 0 ? last : [])] };
}

/** The call's answer, however often it has to be made for one. Rejects with its last error. */
async function retried<T>(call: () => Promise<T>, patience: Patience): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= (patience.attempts ?? 6) || !mayPass(error)) throw error;
      await pause(attempt + 1, patience);
    }
  }
}

function mayPass(error: unknown): boolean {
  const { name, code, $metadata } = error as { name?: string; code?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  return (
    passing.has(name ?? '') ||
    status >= 500 ||
    status === 429 ||
    /^E(CONNRESET|CONNREFUSED|PIPE|TIMEDOUT)$/.test(code ?? '')
  );
}

/** Exponential, with full jitter (aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter). */
function pause(attempt: number, { wait, random }: Patience): Promise<void> {
  return wait(Math.round(random() * Math.min(longestWaitMs, 200 * 2 ** (attempt - 2))));
}

function pick(partitions: readonly CataloguePartition[], errors: readonly PartitionError[]): CataloguePartition[] {
  const keys = new Set(errors.map(({ values }) => keyOf(values)));
  return partitions.filter(({ values }) => keys.has(keyOf(values)));
}

function keyOf(values: readonly string[]): string {
  return JSON.stringify(values);
}
