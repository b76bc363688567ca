import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openLocalStream, type TransformHandler } from '@sluice/ingest';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, sluice, tempFolder, tempProject } from './support/sluice.js';

let project = '';
let bundle = '';

beforeAll(async () => {
  project = await tempProject();
  const { code, err } = await sluice(['generate'], project);
  if (code !== 0) throw new Error(err);
  bundle = path.join(project, 'generated', 'lambda', 'dist', 'index.mjs');
});

afterAll(() => rm(project, { recursive: true }));

const AT = Date.UTC(2024, 4, 1, 12, 30);
const login = (eventId: string) => `${JSON.stringify({ event: 'login', eventId, userId: 1, timestamp: AT })}\n`;
const ids = ['a', 'b'].map((end) => `00000000-0000-4000-8000-00000000000${end}`);

describe('the bundled transform Lambda', () => {
  it('has no AWS SDK and needs nothing but Node', async () => {
    const result = await build({ entryPoints: [bundle], bundle: true, write: false, metafile: true, platform: 'node' });
    const imports = Object.values(result.metafile.inputs).flatMap((input) => input.imports.map((one) => one.path));
    expect(imports.filter((name) => !name.startsWith('node:'))).toEqual([]);
    expect(await readFile(bundle, 'utf8')).not.toMatch(/aws-sdk|smithy/i);
  });

  it('answers as Lambda calls it', async () => {
    const event = {
      invocationId: 'i',
      deliveryStreamArn: 'a',
      region: 'r',
      records: [record('1', login(ids[0] ?? '')), record('2', '{')],
    };
    const script = `import { handler } from ${JSON.stringify(pathToFileURL(bundle).href)};
console.log(JSON.stringify(await handler(${JSON.stringify(event)})));`;
    const { code, out } = await run(process.execPath, ['--input-type=module', '-e', script], project);
    const [log = '', answer = ''] = out.trim().split('\n');
    expect([code, JSON.parse(log)]).toEqual([0, { failed: { 'invalid-json': 1 } }]);
    expect(JSON.parse(answer).records).toMatchObject([
      {
        recordId: '1',
        result: 'Ok',
        metadata: { partitionKeys: { event: 'login', major: '1', year: '2024', month: '05', day: '01', hour: '12' } },
      },
      { recordId: '2', result: 'ProcessingFailed' },
    ]);
  });

  it('keeps the contract of Firehose', async () => {
    const dataDir = await tempFolder();
    const { handler } = (await import(pathToFileURL(bundle).href)) as { handler: TransformHandler };
    const notices: string[] = [];
    const stream = await openLocalStream({
      dataDir,
      handler,
      now: () => AT,
      randomId: () => '00000000',
      report: ({ message }) => notices.push(message),
    });
    const hostile = [
      '',
      '{',
      login(ids[0] ?? '').repeat(2),
      '[]',
      '{"event":"__proto__"}',
      '\u0000',
      '{"event":"login"}',
    ];
    await stream.send([...ids.map(login), ...hostile].map((text) => Buffer.from(text)));
    await stream.close();
    expect(notices).toEqual([]);
    expect(stream.stats()).toMatchObject({ ok: 2, failed: hostile.length, violations: 0 });
    await rm(dataDir, { recursive: true });
  });

  it.each([
    { name: 'the smallest events', extra: {} },
    { name: 'events full of quotes that no version knows', extra: { note: '"\\'.repeat(200) } },
  ])('answers a buffer of 1 MiB whole, as the collector forwards it: $name', async ({ extra }) => {
    const { handler } = (await import(pathToFileURL(bundle).href)) as {
      handler(event: object): Promise<{ records: { recordId: string; result: string }[] }>;
    };
    const line = `${JSON.stringify({ receivedAt: AT, event: 'login', userId: 1, eventId: ids[0], ...extra })}\n`;
    const records = Array.from({ length: Math.floor(1_048_576 / line.length) }, (_, i) =>
      record(`4954603${String(i).padStart(49, '0')}`, line),
    );
    const answer = await handler({ records });
    expect(answer.records.filter(({ result }) => result !== 'Ok')).toEqual([]);
    expect(JSON.stringify(answer).length).toBeLessThan(6_291_456);
  });

  it('routes to Iceberg tables where the project says so', async () => {
    await writeFile(
      path.join(project, 'sluice.config.ts'),
      "export default { destination: 'iceberg', database: 'shop' };\n",
    );
    expect((await sluice(['generate'], project)).code).toBe(0);
    const copy = path.join(project, 'iceberg', 'index.mjs');
    await mkdir(path.dirname(copy));
    await writeFile(copy, await readFile(bundle));
    const { handler } = (await import(pathToFileURL(copy).href)) as {
      handler(event: object): Promise<{ records: object[] }>;
    };
    const { records } = await handler({ records: [record('1', login(ids[0] ?? ''))] });
    const [answer] = records as { data: string; metadata: object }[];
    expect(answer?.metadata).toEqual({
      otfMetadata: { destinationDatabaseName: 'shop', destinationTableName: 'login_v1', operation: 'insert' },
    });
    expect(JSON.parse(Buffer.from(answer?.data ?? '', 'base64').toString()).occurred_at).toBe(
      '2024-05-01T12:30:00.000',
    );
  });
});

function record(recordId: string, text: string): object {
  return { recordId, approximateArrivalTimestamp: AT, data: Buffer.from(text).toString('base64') };
}
