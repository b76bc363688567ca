import { spawnSync } from 'node:child_process';

const validators = 1000;
const rounds = 5;
/** 0.5 CPU seconds on the machine the aim was written for, where an empty Node takes 0.05: a busy machine is slow at both. */
const budget = 10;

/** A process of its own: defines the events, and measures from the model to the files, in CPU seconds. */
const program = `
import { Decimal, defineEnvelope, defineEvent, Enum, EpochMillis, Id64, modelOf, publish, Type } from '@sluice/contract';
import { targets } from '@sluice/generators';
const d = { description: 'x' };
const base = { version: '1.0', owner: 'o', description: 'd' };
const o = Type.Optional;
const envelope = defineEnvelope({ ...base, properties: {
  eventId: o(Type.String({ ...d, format: 'uuid' })), event: o(Type.String(d)), version: o(Type.String(d)),
  timestamp: o(EpochMillis({ ...d, column: 'occurred_at' })), receivedAt: o(EpochMillis(d)), userId: o(Type.Integer(d)),
} });
const events = Array.from({ length: ${validators} }, (_, i) => defineEvent({ ...base, name: 'event_' + i + 'x', requires: ['userId'], properties: {
  userName: o(Type.String({ ...d, maxLength: 80 })), amount: Decimal(10, 2, d), productId: Type.Integer(d), categoryId: o(Id64(d)),
  kind: Enum(['a', 'b', 'c'], d), happenedAt: o(EpochMillis(d)), address: o(Type.Object({ city: Type.String(d) }, d)),
  tags: o(Type.Array(Type.String({ maxLength: 20 }), d)),
} }));
const model = modelOf(publish([envelope, ...events]));
const target = await targets.find(({ id }) => id === 'ingest').load();
const start = process.cpuUsage();
const files = target.emit({ model, options: { lakeUri: 's3://lake', database: 'd', dialects: { athena: {}, duckdb: {}, redshift: { schema: 's' } } } });
const { user, system } = process.cpuUsage(start);
const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
console.log(JSON.stringify({ seconds: (user + system) / 1e6, bytes }));
`;

interface Emission {
  readonly seconds: number;
  readonly bytes: number;
}

/** Emits the validators of a thousand events in fresh processes, each paired with an empty one; true if the median is within the budget. */
export function benchEmission(root: string, report: (line: string) => void): boolean {
  const pairs = Array.from({ length: rounds }, () => {
    const empty = Number(run(emptyProgram, root));
    return { ...(JSON.parse(run(program, root)) as Emission), empty };
  });
  const sorted = pairs.sort((a, b) => a.seconds / a.empty - b.seconds / b.empty);
  const { seconds, bytes, empty } = sorted[Math.floor(rounds / 2)] as (typeof pairs)[number];
  const ratio = seconds / empty;
  const verdict = ratio <= budget ? 'ok' : 'MISSED';
  report(`emit ${validators} validators: ${ratio.toFixed(1)} × node -e 0 (budget ≤ ${budget}, ${verdict})`);
  report(`  ${seconds.toFixed(2)} CPU s for ${(bytes / 1e6).toFixed(1)} MB, first emission of a process`);
  return ratio <= budget;
}

/** CPU seconds of a process that does nothing. */
const emptyProgram = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1e6)';

function run(code: string, cwd: string): string {
  const args = ['--input-type=module', '-e', code];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
