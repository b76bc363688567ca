import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root, sluice, tempFolder } from './support/sluice.js';

let project: string;
beforeEach(async () => {
  project = await tempFolder();
  for (const folder of ['login', 'envelope'])
    await cp(path.join(root, 'schemas', folder), path.join(project, 'schemas', folder), { recursive: true });
});
afterEach(() => rm(project, { recursive: true, force: true }));

const at = (file: string) => path.join(project, file);
const configure = (config: object) => writeFile(at('sluice.config.ts'), `export default ${JSON.stringify(config)};\n`);

async function put(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(at(file)), { recursive: true });
  await writeFile(at(file), text);
}

describe('where sluice generate writes', () => {
  const spellings = [
    { generated: './generated' },
    { generated: 'generated/' },
    { registry: './registry' },
    { generated: './generated/', registry: 'registry//', schemas: './schemas/' },
  ];
  it.each(spellings)('%j is the same folder as without dots and slashes', async (config) => {
    await configure(config);
    expect((await sluice(['generate'], project)).code).toBe(0);
    expect(existsSync(at('registry/login/1.0.json'))).toBe(true);
    expect(existsSync(at('generated/docs/login.md'))).toBe(true);
    expect(await sluice(['generate', '--check'], project)).toMatchObject({ code: 0 });
  });

  it.each([{ generated: '.' }, { registry: '../elsewhere' }, { generated: 'registry' }])(
    '%j is refused',
    async (config) => {
      await configure(config);
      await put('docs/guide.md', '# Guide\n');
      const { code, err } = await sluice(['generate'], project);
      expect([code, err.includes('sluice.config.ts')]).toEqual([2, true]);
      expect(await readFile(at('docs/guide.md'), 'utf8')).toBe('# Guide\n');
    },
  );
});

describe('what sluice generate removes', () => {
  it('is what it made itself and makes no more', async () => {
    await sluice(['generate'], project);
    const made = [
      'registry/gone/1.0.json',
      'generated/docs/gone.md',
      'generated/sdk/events/gone.ts',
      'generated/ddl/glue/gone_v1.json',
    ];
    for (const file of made) {
      const text = await readFile(at(file.replaceAll('gone', 'login')), 'utf8');
      await put(file, text.replaceAll('login', 'gone'));
    }
    const written = [
      'registry/README.md',
      'generated/docs/guide.md',
      'generated/sdk/extra.ts',
      'generated/ddl/glue/notes.json',
    ];
    for (const file of written) await put(file, '{}\n');
    const check = await sluice(['generate', '--check', '--json'], project);
    expect([check.code, JSON.parse(check.out).orphaned]).toEqual([4, made.sort()]);
    expect((await sluice(['generate'], project)).code).toBe(0);
    expect(made.filter((file) => existsSync(at(file)))).toEqual([]);
    expect(written.filter((file) => !existsSync(at(file)))).toEqual([]);
  });
});
