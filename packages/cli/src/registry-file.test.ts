import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { check } from '@sluice/compat';
import { type ContractModel, canonicalJson, Int32, Type } from '@sluice/contract';
import { resolveConfig } from '@sluice/project';
import { projectDialects, warehouseSurfaces } from '@sluice/project/check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compat } from './commands/compat/index.js';
import { ddl } from './commands/ddl/index.js';
import { contractOf, type History, nextNumbers, type Shape } from './testing/bumps.js';
import { answerOf } from './testing/command.js';
import { randomFrom } from './testing/random.js';
import { isPublishable, randomHistory } from './testing/random-history.js';
import { published, said } from './testing/shapes.js';

const shop = new URL('../../../', import.meta.url).pathname;
let folder: string;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-30T12:00:00Z') });
  folder = await mkdtemp(path.join(tmpdir(), 'sluice-registry-'));
});
afterAll(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

/** Writes all documents of a contract as a registry, in a folder of its own. */
async function registryOf({ envelopes, events }: ContractModel, name: string): Promise<string> {
  const home = path.join(folder, name);
  for (const { document } of [...envelopes, ...events.flatMap(({ versions }) => versions)]) {
    const { event, version } = document['x-sluice'];
    await mkdir(path.join(home, event), { recursive: true });
    await writeFile(path.join(home, event, `${version}.json`), canonicalJson(document));
  }
  return home;
}

async function judged(old: string, fresh: string, cwd = folder) {
  const { code, out } = await answerOf(compat, [old, fresh], { json: true }, cwd);
  return { code, ...(JSON.parse(out) as { ok: boolean; needed: string; findings: unknown[]; backward: string }) };
}

/** What the check says about the last step of a history, and what `compat` says about the two files. */
async function bothOn(before: History, version: string, shape: Shape, name: string) {
  const head = contractOf({ ...before, versions: { ...before.versions, [version]: shape } });
  const base = contractOf(before);
  const config = resolveConfig({});
  const surfaces = warehouseSurfaces(projectDialects(config), head, config);
  const report = check(base, head, { surfaces, now: '2026-06-30' });
  const home = await registryOf(head, name);
  const from = report.bumps[0]?.from;
  const answer = await judged(`${home}/sale/${from}.json`, `${home}/sale/${version}.json`);
  return {
    found: { ok: answer.ok, needed: answer.needed, findings: answer.findings, code: answer.code },
    want: {
      ok: report.ok,
      needed: report.bumps[0]?.needed,
      findings: JSON.parse(JSON.stringify(report.findings)),
      code: report.ok ? 0 : 3,
    },
  };
}

describe('sluice compat of registry files says what sluice check says', () => {
  const integer = (options: object = {}) => Type.Integer({ ...said, ...options });
  const cases: readonly { readonly name: string; readonly before: Shape; readonly after: Shape }[] = [
    {
      name: 'a rename',
      before: { properties: { a: integer() } },
      after: { properties: { b: integer({ renamedFrom: ['a'] }) } },
    },
    { name: 'a wider type', before: { properties: { a: Int32(said) } }, after: { properties: { a: integer() } } },
    {
      name: 'a required field with a default',
      before: { properties: { a: integer() } },
      after: { properties: { a: integer(), b: integer({ default: 1 }) } },
    },
    {
      name: 'a field of the envelope that is required',
      before: { properties: { a: integer() } },
      after: { properties: { a: integer() }, requires: ['userId'] },
    },
    {
      name: 'another policy',
      before: { properties: { a: integer() } },
      after: { properties: { a: integer() }, unknownProperties: 'reject' },
    },
    {
      name: 'a field less',
      before: { properties: { a: integer(), b: integer() } },
      after: { properties: { a: integer() } },
    },
  ];

  it.each(cases)('$name', async ({ name, before, after }) => {
    const envelope = { userId: Type.Optional(integer()) };
    for (const version of ['1.1', '2.0']) {
      const { found, want } = await bothOn({ ...published(before), envelope }, version, after, `${name} ${version}`);
      expect(found).toEqual(want);
    }
  });

  it('random contracts', async () => {
    const random = randomFrom(9);
    for (let left = 12; left > 0; ) {
      const { before, after } = randomHistory(random);
      const { minor, major } = nextNumbers(before);
      const version = random() < 0.5 ? minor : major;
      if (!isPublishable({ versions: { ...before.versions, [version]: after } })) continue;
      left -= 1;
      const { found, want } = await bothOn(before, version, after, `random ${left}`);
      expect(found).toEqual(want);
    }
  });

  it.each(['banner', 'cart', 'purchase', 'view'])('the shop: %s', async (event) => {
    const files = ['1.0', '1.1'].map((version) => path.join(shop, 'registry', event, `${version}.json`));
    const [old = '', fresh = ''] = files;
    expect(await judged(old, fresh, shop)).toMatchObject({
      ok: true,
      code: 0,
      needed: 'minor',
      backward: 'compatible',
    });
  });

  it('whatever the files are called and wherever they lie', async () => {
    const rename = [{ a: integer() }, { b: integer({ renamedFrom: ['a'] }) }].map((properties) => ({ properties }));
    const home = await registryOf(contractOf(published(...rename)), 'home');
    const away = path.join(folder, 'away');
    await mkdir(away);
    for (const version of ['1.0', '1.1']) {
      await writeFile(path.join(away, `x${version}.txt`), await readFile(path.join(home, 'sale', `${version}.json`)));
    }
    const answer = await judged(path.join(away, 'x1.0.txt'), path.join(away, 'x1.1.txt'));
    expect(answer).toMatchObject({ ok: true, code: 0, backward: 'compatible', registry: { old: '1.0', new: '1.1' } });
    const turned = await judged(path.join(away, 'x1.1.txt'), path.join(away, 'x1.0.txt'));
    expect(turned).toMatchObject({ ok: true, registry: { old: '1.0', new: '1.1' } });
    expect(JSON.stringify(turned)).toContain('No registry is at hand');
  });

  it('lines of pairs', async () => {
    const [one, two] = (contractOf(published({ properties: { a: integer() } }, { properties: { b: integer() } }))
      .events[0]?.versions ?? []) as unknown as [{ document: object }, { document: object }];
    const file = path.join(folder, 'pairs.ndjson');
    await writeFile(file, JSON.stringify({ id: 7, old: one.document, new: two.document }));
    const { code, out } = await answerOf(compat, [], { pairs: file, json: true }, folder);
    expect([code, JSON.parse(out)]).toMatchObject([3, { id: 7, ok: false, needed: 'major', backward: 'breaking' }]);
  });

  it('a published version that was edited', async () => {
    const home = await registryOf(contractOf(published({ properties: { a: integer() } })), 'edited');
    const other = await registryOf(contractOf(published({ properties: { a: Type.String(said) } })), 'other');
    const answer = await judged(`${home}/sale/1.0.json`, `${other}/sale/1.0.json`);
    expect(answer).toMatchObject({ ok: false, code: 3, backward: 'breaking' });
    expect(JSON.stringify(answer.findings)).toContain('published-version-edited');
  });
});

describe('a registry file beside a plain schema', () => {
  const integer = (options: object = {}) => Type.Integer({ ...said, ...options });
  const few = { type: 'integer', minimum: 0, maximum: 9 };
  const plain = { type: 'object', properties: { a: few }, required: ['a'], additionalProperties: false };

  it('is compared as the events that it accepts, and says so', async () => {
    const history = published({ properties: { a: integer() } }, { properties: { b: integer({ renamedFrom: ['a'] }) } });
    const home = await registryOf(contractOf(history), 'mixed');
    const file = path.join(folder, 'plain.json');
    await writeFile(file, JSON.stringify(plain));
    const renamed = await answerOf(compat, [file, `${home}/sale/1.1.json`], { direction: 'backward' }, folder);
    expect([renamed.code, renamed.err]).toEqual([0, expect.stringContaining('is a registry file, sale 1.1')]);
    const other = await answerOf(
      compat,
      [`${home}/sale/1.1.json`, file],
      { direction: 'backward', json: true },
      folder,
    );
    expect([other.code, JSON.parse(other.out).findings[0].witness]).toEqual([3, { b: expect.any(Number) }]);
    await expect(answerOf(ddl, [file, `${home}/sale/1.1.json`], { dialect: 'athena' }, folder)).rejects.toThrow(
      '1.1.json is a registry file (sale 1.1), the other one is a plain schema',
    );
  });

  it.each([
    {
      name: 'two events',
      args: ['purchase/1.0', 'view/1.0'],
      options: {},
      want: 'two events, purchase 1.0 and view 1.0',
    },
    {
      name: 'the other direction',
      args: ['view/1.0', 'view/1.1'],
      options: { direction: 'forward' },
      want: 'as sluice check does',
    },
  ])('what cannot be answered is refused: $name', async ({ args, options, want }) => {
    const files = args.map((name) => path.join(shop, 'registry', `${name}.json`));
    await expect(answerOf(compat, files, options, shop)).rejects.toThrow(want);
  });
});
