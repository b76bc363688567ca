import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createClient } from '@sluice/sdk';
import { cart, type Events, view } from '../generated/sdk/index.js';
import { expectedTotals, fieldsOf, readSample, type SampleRow } from './demo-sample.js';
import { bin, bold, dim, green, red, run } from './steps.mjs';

const root = process.env.SLUICE_ROOT as string;
const started = performance.now();
const data = path.join(root, '.sluice', 'demo');
const sample = path.join(root, 'test', 'data', 'shop', 'rees46-2019-oct-sample.csv');
const onDemoData = ['--data', data];

function title(text: string): void {
  console.log(`\n${bold(text)}`);
}

function fail(text: string): never {
  console.error(`${red('✗')} ${text}`);
  process.exit(1);
}

/** Runs the command as a person would, shows what was typed and what came, and insists on the exit code. */
async function sluice(
  args: string[],
  { expect = 0, cwd = root, shown = args }: { expect?: number; cwd?: string; shown?: string[] } = {},
) {
  console.log(dim(`$ sluice ${shown.map((arg) => (/[\s"*{]/.test(arg) ? `'${arg}'` : arg)).join(' ')}`));
  const { code, output } = await run(bin('sluice'), args, {
    cwd,
    env: process.stdout.isTTY ? { FORCE_COLOR: '1' } : {},
  });
  console.log(output.trimEnd());
  if (code !== expect) fail(`sluice ${args[0]} ended with exit code ${code}, expected ${expect}.`);
  return output;
}

async function startDev(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(bin('sluice'), ['dev', '--port', '0', ...onDemoData], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const note = path.join(data, 'dev.json');
  for (let waited = 0; !existsSync(note); waited += 100) {
    if (waited > 30_000 || child.exitCode !== null) fail('The collector did not start.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { child, url: (JSON.parse(readFileSync(note, 'utf8')) as { url: string }).url };
}

/** Sends the sample through the generated SDK; the purchases under the old name, as apps before 3.2 do. */
async function sendSample(url: string, rows: readonly SampleRow[]): Promise<number> {
  let refused = 0;
  const client = createClient<Events>({ url, onInvalid: () => refused++, onDropped: () => refused++ });
  for (const row of rows) {
    const fields = fieldsOf(row);
    if (row.event_type === 'view') view(client, fields);
    else if (row.event_type === 'cart') cart(client, fields);
    else client.track('purchase', { ...fields, amount: row.price });
    if (client.stats().queued >= 500) await client.flush();
  }
  await client.close({ timeoutMs: 30_000 });
  return rows.length - refused;
}

async function ask(text: string, sql: string): Promise<void> {
  console.log(`\n${text}`);
  await sluice(['query', sql, ...onDemoData], { shown: ['query', sql] });
}

async function refuseBreakingChange(): Promise<void> {
  const project = path.join(data, 'project');
  for (const folder of ['schemas', 'registry'])
    cpSync(path.join(root, folder), path.join(project, folder), { recursive: true });
  writeFileSync(path.join(project, '.gitignore'), '.sluice/\n');
  const identity = ['-c', 'user.name=demo', '-c', 'user.email=demo@example.com'];
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['add', '.'],
    [...identity, 'commit', '-q', '-m', 'Published'],
  ]) {
    const { code, output } = await run('git', args, { cwd: project });
    if (code !== 0) fail(`git ${args[0]} failed: ${output}`);
  }
  await sluice(['bump', 'cart'], { cwd: project });
  const file = path.join(project, 'schemas', 'cart', '1.2.ts');
  const text = readFileSync(file, 'utf8')
    .replace('productId: Type.Integer(', 'productId: Type.String(')
    .replace('examples: [44600062], ', '');
  writeFileSync(file, text);
  console.log(dim('  (in schemas/cart/1.2.ts, productId becomes a Type.String)'));
  await sluice(['check'], { cwd: project, expect: 3 });
}

async function checkTotals(rows: readonly SampleRow[]): Promise<void> {
  const sql = ['view', 'cart', 'purchase']
    .map((name) => `SELECT event, category_id, price FROM ${name}_v1`)
    .join(' UNION ALL ');
  const query = `SELECT event, count(*) AS events, count(DISTINCT category_id) AS categories, sum(price) AS price FROM (${sql}) GROUP BY event`;
  const { output } = await run(bin('sluice'), ['query', query, '--json', ...onDemoData]);
  const found = (JSON.parse(output) as { rows: [string, number | string, unknown, string][] }).rows;
  for (const [event, { count, cents }] of expectedTotals(rows)) {
    const row = found.find(([name]) => name === event);
    if (Number(row?.[1]) !== count || Math.round(Number(row?.[3]) * 100) !== cents)
      fail(`${event}: the lake says ${row?.[1]} events, ${row?.[3]}; the file ${count}, ${cents / 100}.`);
  }
  console.log(`\n${green('✓')} Counts and sums of price equal those computed from the file itself.`);
}

rmSync(data, { recursive: true, force: true });
mkdirSync(data, { recursive: true });
const rows = readSample(sample);

title('1  Generate everything from the definitions, and check them');
await sluice(['generate']);
await sluice(['check']);

title('2  Start collector, stream and lake on a free port');
const { child, url } = await startDev();
console.log(`${green('✓')} ${url}`);

title('3  Send 1,000 real shop events through the generated SDK');
const delivered = await sendSample(url, rows);
if (delivered !== rows.length) fail(`Only ${delivered} of ${rows.length} events were accepted.`);
console.log(`${green('✓')} ${delivered} events accepted`);

title('4  Send a bad one: refused with the reason, and kept');
const bad = '{"userId":1,"productid":44600062,"amount":35.799,"timestamp":1714521600000}';
await sluice(['send', 'purchase', bad, ...onDemoData], { expect: 3, shown: ['send', 'purchase', bad] });
await sluice(['deadletters', ...onDemoData], { shown: ['deadletters'] });

title('5  Merge to Parquet');
await new Promise((resolve) => setTimeout(resolve, 1500));
await sluice(['merge', ...onDemoData], { shown: ['merge'] });

title('6  Ask');
await ask('Events by type', 'SELECT event, count(*) AS events FROM events GROUP BY event ORDER BY events DESC');
await ask(
  'Revenue by brand (checkout_completed unites old and new name)',
  'SELECT brand, count(*) AS purchases, sum(amount) AS revenue FROM checkout_completed GROUP BY brand ORDER BY revenue DESC LIMIT 5',
);
await ask(
  'Funnel by session: view → cart → purchase',
  'SELECT count(DISTINCT v.session_id) AS viewed, count(DISTINCT c.session_id) AS carted, count(DISTINCT p.session_id) AS purchased FROM view v LEFT JOIN cart c USING (session_id) LEFT JOIN checkout_completed p USING (session_id)',
);
await checkTotals(rows);

title('7  Try a breaking change: refused, with proof');
await refuseBreakingChange();

child.kill('SIGTERM');
await new Promise((resolve) => child.once('close', resolve));
console.log(
  `\n${green('✓')} Done in ${((performance.now() - started) / 1000).toFixed(0)} s. Start your own: ${bold('npx sluice dev')}`,
);
