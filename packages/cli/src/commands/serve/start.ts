import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { makeOwnFolder, OWN_NAMES } from '@sluice/disk';
import {
  type Counters,
  createCollector,
  type DeadLetterFiles,
  openDeadLetters,
  type RuntimeContract,
} from '@sluice/ingest';
import type { Project } from '@sluice/project';
import { registryModel } from '@sluice/project/registry';
import { loadRuntimeContract } from '../../runtime-contract.js';
import { sensitivities } from './sensitivity.js';
import type { ServeSettings } from './settings.js';
import { openSink } from './sink.js';

/** A collector in service. */
export interface Served {
  readonly url: string;
  readonly counters: Counters;
  /** Ends it within the limit; resolves to what is left in the spool. */
  stop(limitMs: number): Promise<{ readonly records: number }>;
}

interface Notice {
  readonly code: string;
  readonly message: string;
}

const clock = { now: Date.now, random: Math.random, randomId: randomUUID };

/** Opens dead letters, sink and spool, and listens. What was opened is closed again where a later step fails. */
export async function startServing(project: Project, settings: ServeSettings, dataDir: string): Promise<Served> {
  const contract = await loadRuntimeContract(project);
  const sensitivityOf = sensitivities(await registryModel(project));
  const deadLetters = await openLetters(dataDir, settings);
  const notices: Notice[] = [];
  let report = (notice: Notice): unknown => notices.push(notice);
  const sink = await openSink(settings.config, {
    contract,
    dataDir,
    deadLetters,
    report: (notice) => report(notice),
    ...clock,
  });
  const { logLevel, keys, config } = settings;
  const collector = createCollector({
    ...config.limits,
    contract,
    sink,
    deadLetters,
    keys,
    sensitivityOf,
    processMetrics: true,
    logger: logLevel === 'silent' ? false : { level: logLevel },
    ...(config.cors === undefined ? {} : { cors: config.cors }),
    ...clock,
  });
  report = ({ code, message }) => collector.app.log.warn({ code }, message);
  for (const notice of [...notices, ...unknownEvents(settings, contract)]) report(notice);
  const close = async (limitMs: number) => {
    const end = clock.now() + limitMs;
    await collector.close(limitMs / 2);
    await sink.close(Math.max(0, end - clock.now()));
    await deadLetters.close();
    return { records: sink.backlog?.().records ?? 0 };
  };
  try {
    return { url: await collector.listen(settings.port, settings.host), counters: collector.counters, stop: close };
  } catch (error) {
    await close(0);
    throw error;
  }
}

/** A name that was misspelt would let nothing through; one that is not published yet is allowed. */
function unknownEvents({ keys }: ServeSettings, { events: known }: RuntimeContract): readonly Notice[] {
  const message = (source: string, name: string) =>
    `The write key of ${source} may send "${name}", which the contract does not have.`;
  return keys.flatMap(({ source, events = [] }) =>
    events
      .filter((name) => !Object.hasOwn(known, name))
      .map((name) => ({ code: 'key-event-unknown', message: message(source, name) })),
  );
}

/** A folder that cannot be made is an error of the start, not of the first event that is not valid. */
async function openLetters(dataDir: string, { config }: ServeSettings): Promise<DeadLetterFiles> {
  await makeOwnFolder(dataDir, OWN_NAMES.data);
  await makeOwnFolder(path.join(dataDir, 'dead-letters'), OWN_NAMES.deadLetters);
  const maxBytes = config.deadLetters?.maxBytes;
  return openDeadLetters({
    dataDir,
    fileName: `${clock.now()}-${process.pid}`,
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });
}
