export type { BadLine } from '@sluice/disk';
export type { EventError, Judgement, RuntimeContract, RuntimeEvent, RuntimeVersion, Stamp } from './codegen1/index.js';
export { judge } from './codegen1/index.js';
export { type Collector, createCollector } from './collector/collector.js';
export type { CorsOrigins } from './collector/cors.js';
export type { Counters, CounterValues, Fates, VerdictCount } from './collector/counters.js';
export type {
  Backlog,
  CollectorOptions,
  Limits,
  LoggerOptions,
  Readiness,
  Usage,
} from './collector/options.js';
export type { MarkedPlace, Sensitivity, SensitivityOf } from './collector/privacy.js';
export type { ErrorBody, RequestCode, RetryCode } from './collector/refusals.js';
export type { Rate } from './collector/token-bucket.js';
export type { Verdict, VerdictStatus } from './collector/verdicts.js';
export type { KeySettings, WriteKey } from './collector/write-keys.js';
export type { DeadLetter, DeadLetterHeaders } from './dead-letters/dead-letter.js';
export {
  appOf,
  bytesOf,
  type DeadLetterGroup,
  type DeadLetters,
  type DeadLetterUsage,
  groupDeadLetters,
  reasonOf,
} from './dead-letters/dead-letters.js';
export {
  DEAD_LETTERS_FULL,
  type DeadLetterFiles,
  type DeadLetterFilesOptions,
  openDeadLetters,
  readDeadLetters,
} from './dead-letters/dead-letters-fs.js';
export type { Period } from './dead-letters/folders.js';
export { type Pruned, pruneDeadLetters } from './dead-letters/prune-fs.js';
export {
  isRefusedRequest,
  lettersOfRequest,
  type Reason,
  type RefusedRequest,
  refusedAlone,
} from './dead-letters/refused-request.js';
export { type Arrival, EVENT_LIMIT, type Examined, examine, type Gate } from './examine.js';
export { openReplayLog, REPLAY_BUSY, type ReplayLogFile, readReplayLog } from './replay/log-fs.js';
export { type RebuildCounts, type RebuildOptions, rebuildRaw } from './replay/rebuild-fs.js';
export {
  type Doubtful,
  type ReplayCounts,
  type ReplayLog,
  type ReplayMark,
  type ReplayOptions,
  rehearsalLog,
  replay,
  type Sought,
} from './replay/replay.js';
export { storedIn } from './replay/stored-fs.js';
export { readStreamErrors } from './replay/stream-errors-fs.js';
export { type SendOutcome, type Sink, sendAll, type Waiting } from './sink.js';
export type { Spool, SpoolBatch, SpoolNotice, SpoolOptions, SpoolStats } from './spool/spool.js';
export { openSpool } from './spool/spool-fs.js';
export { spooled } from './spool/spooled-sink.js';
export type { SpooledOptions, SpooledSink, SpooledStats } from './spool/spooled-sink-types.js';
export { CONTRACT_BROKEN } from './stream/broken-rules.js';
export type { TransformHandler, TransformRecord, TransformRequest } from './stream/envelope.js';
export {
  type FaultPlan,
  type FirehoseCall,
  type FirehoseFault,
  faultsAtRandom,
  faultsInOrder,
} from './stream/firehose-faults.js';
export { type FirehoseServer, type FirehoseServerOptions, serveFirehose } from './stream/firehose-server.js';
export { PUT_LIMITS } from './stream/limits.js';
export type {
  LocalStream,
  LocalStreamOptions,
  LocalStreamSettings,
  LocalStreamStats,
} from './stream/local-stream.js';
export { openLocalStream } from './stream/local-stream-fs.js';
export type { Report, StreamNotice } from './stream/notice.js';
export type { Prefixes } from './stream/objects.js';
export { DEFAULT_PREFIXES } from './stream/prefix.js';
export { canonicalBody, deriveEventId } from './wire/event-id.js';
export { MAX_DEPTH } from './wire/json-scan.js';
export { isVisible, MASK, maskJson, shownPath, type Visible } from './wire/mask.js';
