import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sluice, tempProject } from './support/sluice.js';

interface Found {
  readonly rule: string;
  readonly surface: string;
  readonly severity: string;
  readonly path: string;
  readonly fingerprint: string;
  readonly waived?: { readonly owner: string; readonly file: string };
}

let project: string;
beforeAll(async () => {
  project = await tempProject();
  await sluice(['bump', 'cart'], project);
  const file = path.join(project, 'schemas/cart/1.2.ts');
  const source = await readFile(file, 'utf8');
  await writeFile(file, source.replace('maxLength: 100', 'maxLength: 5'));
});
afterAll(() => rm(project, { recursive: true, force: true }));

const run = (...args: string[]) => sluice(args, project);

async function findings(...args: string[]): Promise<{ code: number; found: Found[] }> {
  const { code, out } = await run('check', '--format', 'json', ...args);
  return { code, found: (JSON.parse(out) as { findings: Found[] }).findings };
}

describe('sluice check --format', () => {
  it('annotates the line of the definition', async () => {
    const { code, out } = await run('check', '--format', 'github');
    const lines = (await readFile(path.join(project, 'schemas/cart/1.2.ts'), 'utf8')).split('\n');
    const line = lines.findIndex((text) => text.includes('brand:')) + 1;
    expect([code, out]).toEqual([
      3,
      expect.stringContaining(`::error file=schemas/cart/1.2.ts,line=${line},title=bound-tightened`),
    ]);
  });

  it('tells a pull request what changes, what has to be run, and how the SDK changes', async () => {
    const { out } = await run('check', '--format', 'markdown');
    expect(out).toMatch(/^<!-- sluice check -->\n/);
    expect(out).toContain('- `brand` maxLength was 100, is 5: less fits');
    expect(out).toContain('**Who is affected:** apps that send the event (error)');
  });

  it('writes a report to a file, and nothing else anywhere', async () => {
    const { code, out } = await run('check', '--format', 'junit', '--output', 'report.xml');
    expect([code, out, await readFile(path.join(project, 'report.xml'), 'utf8')]).toEqual([
      3,
      '',
      expect.stringContaining('<failure type="bound-tightened"'),
    ]);
  });

  it.each([
    ['a format that does not exist', ['--format', 'html']],
    ['a day that does not exist', ['--now', '2026-02-30']],
  ])('refuses %s', async (_, args) => {
    expect((await run('check', ...args)).code).toBe(2);
  });
});

describe('waivers', () => {
  it('lead from the finding to a change that passes, and fail when they are wrong', async () => {
    const { found } = await findings();
    const errors = found.filter(({ severity, path: where }) => severity === 'error' && where !== '');
    expect(errors.map(({ rule, surface }) => `${rule} ${surface}`)).toEqual(['bound-tightened ingest']);
    const { fingerprint } = errors[0] as Found;
    const explained = await run('explain', fingerprint, '--json');
    const { waiver, finding } = JSON.parse(explained.out) as {
      waiver: { file: string; content: object };
      finding: Found;
    };
    expect([explained.code, finding.fingerprint, waiver.file]).toEqual([
      0,
      fingerprint,
      `schemas/cart/waivers/bound-tightened-${fingerprint}.json`,
    ]);

    const file = path.join(project, waiver.file);
    const write = (members: object) => writeFile(file, JSON.stringify({ ...waiver.content, ...members }));
    await mkdir(path.dirname(file), { recursive: true });
    await write({});
    expect((await findings()).found.at(-1)?.rule).toBe('waiver-malformed');

    await write({ reason: 'No app sends a longer one.', owner: 'commerce', expires: '2026-12-31' });
    const waived = await findings('--now', '2026-12-31');
    expect([waived.code, waived.found.filter((one) => one.waived).map(({ rule }) => rule)]).toEqual([
      0,
      ['bump-too-small', 'bound-tightened'],
    ]);
    expect((await run('check', '--now', '2026-12-31')).out).toContain('Waived until 2026-12-31 by commerce');

    const expired = await findings('--now', '2027-01-01');
    expect([expired.code, expired.found.at(-1)?.rule]).toEqual([3, 'waiver-expired']);

    await rm(path.join(project, 'schemas/cart/1.2.ts'));
    const unused = await findings('--now', '2026-12-31');
    expect([unused.code, unused.found.map(({ rule }) => rule)]).toEqual([3, ['waiver-unused']]);
    expect((await run('generate')).code).toBe(0);
    await rm(path.dirname(file), { recursive: true });
  });

  it('explain nothing that was not found', async () => {
    const { code, err } = await run('explain', '0123456789ab');
    expect([code, err.includes('0123456789ab')]).toEqual([2, true]);
  });
});

describe('sluice diff', () => {
  it('says what changed and what that does on every surface', async () => {
    const { code, out } = await run('diff', 'banner');
    expect([code, out.split('\n').slice(0, 4)]).toEqual([
      0,
      [
        'banner 1.0 → 1.1',
        '  ~ action was called "type"; the old name is still accepted',
        '',
        'Ingestion: every event of the older version is still accepted, and no value is lost.',
      ],
    ]);
    expect(out).toContain('  ALTER TABLE events.banner_v1 ADD COLUMNS (action string');
    expect(out).toContain('The smallest step that is right: a minor version.');
  });

  it('has the whole of it for machines, oldest version first', async () => {
    const { out } = await run('diff', 'banner', '1.1', '1.0', '--json');
    const { from, to, needed, changes, warehouses } = JSON.parse(out);
    expect({ from, to, needed, changes }).toEqual({
      from: '1.0',
      to: '1.1',
      needed: 'minor',
      changes: [
        {
          kind: 'field-renamed',
          where: 'action',
          sign: '~',
          what: 'was called "type"; the old name is still accepted',
        },
      ],
    });
    expect(warehouses.map(({ dialect, kind }: { dialect: string; kind: string }) => `${dialect} ${kind}`)).toEqual([
      'athena statements',
      'glue statements',
      'redshift statements',
    ]);
  });

  it.each([
    ['an event that does not exist', ['bannr']],
    ['a version that does not exist', ['banner', '1.9']],
    ['an event with one version', ['login']],
  ])('refuses %s', async (_, args) => {
    expect((await run('diff', ...args)).code).toBe(2);
  });
});
