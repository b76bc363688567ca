import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineEvent, Json, modelOf, publish, Type } from '@sluice/contract';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesOf } from './load.js';

const about = { description: 'x' };
const base = { version: '1.0', owner: 'o', description: 'd' };
const runtime = path.resolve(import.meta.dirname, '../../packages/ingest/src/codegen1/index.ts');
const definitions = [
  defineEvent({ ...base, name: 'apple', properties: { appleWeight: Type.Integer(about) } }),
  defineEvent({
    ...base,
    name: 'banana',
    properties: {
      bananaCode: Type.String({ ...about, pattern: '^[a-z]+$' }),
      bananaKind: Type.Union(
        ['a', 'b', 'c', 'd', 'e'].map((kind) => Type.Literal(kind)),
        about,
      ),
      bananaForm: Json({ ...about, anyOf: [{ type: 'string' }, { minimum: 3 }] }),
    },
  }),
];

describe('generated validators in a bundle for browsers', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'validators-'));
    for (const { path: file, content } of filesOf(modelOf(publish(definitions)))) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), content);
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  const bundled = async (contents: string): Promise<string> => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: path.join(folder, 'ingest') },
      alias: { '@sluice/ingest/codegen1': runtime },
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
    });
    return outputFiles[0]?.text ?? '';
  };
  const both = "import apple from './events/apple.js'; import banana from './events/banana.js';";

  it('leave nothing behind where they are imported and not used', async () => {
    expect(await bundled(both)).toBe('');
    expect(await bundled("import { contract } from './index.js';")).toBe('');
  });

  it('bring the events that are used, and neither the others nor what explains', async () => {
    const one = await bundled(`${both} export const check = apple.versions[0].check;`);
    expect([/appleWeight/.test(one), /banana/.test(one), /Must be/.test(one)]).toEqual([true, false, false]);
  });

  it('check and explain, and make no code from text', async () => {
    const text = await bundled("export * from './index.js'; export { judge } from '@sluice/ingest/codegen1';");
    expect(text).not.toMatch(/\beval\b|\bFunction\s*\(/);
    const { contract, judge } = await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
    const verdicts = [{ appleWeight: 1 }, { appleWeigth: 1 }].map((event) => judge(contract, 'apple', event).ok);
    expect(verdicts).toEqual([true, false]);
  });
});
