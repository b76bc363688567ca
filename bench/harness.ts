/** One measured thing: a subject against a floor in the same run. */
export interface Benchmark {
  readonly name: string;
  /** What the floor is, in words. */
  readonly floor: string;
  /** What is counted, e.g. `events`. */
  readonly unit: string;
  /** Throughput of the subject ÷ throughput of the floor must be at least this. */
  readonly budget: number;
  /** How many units one call of either function handles. */
  readonly units: number;
  runFloor(): unknown;
  runSubject(): unknown;
}

/** What was measured. */
export interface Result {
  readonly name: string;
  readonly ratio: number;
  readonly budget: number;
  readonly perSecond: number;
  readonly floorPerSecond: number;
}

const rounds = 15;
const cpuMsPerRound = 150;

/** CPU milliseconds of one call, over as many calls as fill a round. */
function cpuPerCall(call: () => unknown): number {
  const start = process.cpuUsage();
  let calls = 0;
  let used = 0;
  while (used < cpuMsPerRound) {
    call();
    calls++;
    const { user, system } = process.cpuUsage(start);
    used = (user + system) / 1000;
  }
  return used / calls;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Runs floor and subject in turn, after a warm-up, and takes the median of the ratios: a machine that drifts drifts for both. */
export function measure(benchmark: Benchmark): Result {
  cpuPerCall(() => benchmark.runFloor());
  cpuPerCall(() => benchmark.runSubject());
  const pairs = Array.from({ length: rounds }, () => ({
    floor: cpuPerCall(() => benchmark.runFloor()),
    subject: cpuPerCall(() => benchmark.runSubject()),
  }));
  return {
    name: benchmark.name,
    ratio: median(pairs.map(({ floor, subject }) => floor / subject)),
    budget: benchmark.budget,
    perSecond: benchmark.units / (median(pairs.map(({ subject }) => subject)) / 1000),
    floorPerSecond: benchmark.units / (median(pairs.map(({ floor }) => floor)) / 1000),
  };
}

/** A whole process against another one: the ratio of their durations must be at most the budget. */
export interface CommandBenchmark {
  readonly name: string;
  readonly floor: string;
  readonly budget: number;
  /** Runs once, before anything is measured. */
  prepare?(): void;
  runFloor(): void;
  runSubject(): void;
}

/** What was measured of a process: the median of the ratios, and both medians in milliseconds. */
export interface CommandResult {
  readonly ratio: number;
  readonly ms: number;
  readonly floorMs: number;
}

const commandRounds = 5;

function wallMs(call: () => void): number {
  const start = performance.now();
  call();
  return performance.now() - start;
}

/** Runs both in turn, after one warm-up each. */
export function measureCommand(benchmark: CommandBenchmark): CommandResult {
  benchmark.prepare?.();
  benchmark.runFloor();
  benchmark.runSubject();
  const pairs = Array.from({ length: commandRounds }, () => ({
    floor: wallMs(benchmark.runFloor),
    subject: wallMs(benchmark.runSubject),
  }));
  return {
    ratio: median(pairs.map(({ floor, subject }) => subject / floor)),
    ms: median(pairs.map(({ subject }) => subject)),
    floorMs: median(pairs.map(({ floor }) => floor)),
  };
}
