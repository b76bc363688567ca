import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { git, sluice, tempFolder, tempProject } from './support/sluice.js';

interface Report {
  readonly ok: boolean;
  readonly findings: readonly {
    readonly rule: string;
    readonly surface: string;
    readonly severity: string;
    readonly event: string;
    readonly path: string;
    readonly why: string;
    readonly fix: string;
    readonly witness?: { readonly event: object; readonly refusal: string };
  }[];
}

let project: string;
beforeEach(async () => {
  project = await tempProject();
});
afterEach(() => rm(project, { recursive: true, force: true }));

/** Replaces text in a definition; fails where there is nothing to replace. */
async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
  const target = path.join(project, 'schemas', file);
  const before = await readFile(target, 'utf8');
  const after = before.replace(from, to);
  expect(after, `nothing to replace in ${file}`).not.toBe(before);
  await writeFile(target, after);
}

async function check(...args: string[]): Promise<{ code: number; report: Report }> {
  const { code, out, err } = await sluice(['check', '--json', ...args], project);
  expect(err).toBe('');
  return { code, report: JSON.parse(out) as Report };
}

const errorsAtIngest = ({ findings }: Report) =>
  findings.filter(({ severity, surface, path: where }) => severity === 'error' && surface === 'ingest' && where !== '');

const optionalNote = "properties: {\n    note: Type.Optional(Type.String({ maxLength: 10, description: 'A note.' })),";

describe('sluice check', () => {
  it('is clean where nothing has changed', async () => {
    const { code, report } = await check();
    expect([code, report.findings]).toEqual([0, []]);
  });

  it('lets an optional field through in a new minor version', async () => {
    await sluice(['bump', 'cart'], project);
    await edit('cart/1.2.ts', 'properties: {', optionalNote);
    const { code, report } = await check();
    expect([code, report.findings.filter(({ severity }) => severity === 'error')]).toEqual([0, []]);
  });

  it.each([
    ['another type', 'productId: Type.Integer(', 'productId: Type.String(', 'type-changed', 'productId'],
    ['a dropped field', /productId: Type\.Integer\(\{[^}]*\}\),\n/, '', 'field-removed', 'productId'],
    [
      'a required field more',
      'properties: {',
      "properties: {\n    coupon: Type.String({ description: 'A code.' }),",
      'field-added-required',
      'coupon',
    ],
    ['a tighter bound', 'maxLength: 100', 'maxLength: 5', 'bound-tightened', 'brand'],
  ])('refuses %s in a new minor version, with a witness', async (_, from, to, rule, where) => {
    await sluice(['bump', 'cart'], project);
    await edit('cart/1.2.ts', from, to);
    if (rule === 'type-changed') await edit('cart/1.2.ts', 'examples: [44600062], ', '');
    const { code, report } = await check();
    const found = report.findings.find((finding) => finding.rule === rule && finding.severity === 'error');
    expect([code, found?.event, found?.path]).toEqual([3, 'cart', where]);
    expect(found?.why).toMatch(/\S/);
    expect(found?.fix).toMatch(/\S/);
    if (found?.surface === 'ingest') expect(found.witness).toBeDefined();
  });

  it.each([
    ['another type', 'productId: Type.Integer({ examples: [44600062],', 'productId: Type.String({'],
    ['a dropped field', /productId: Type\.Integer\(\{[^}]*\}\),\n/, ''],
    ['a required field more', 'properties: {', "properties: {\n    coupon: Type.String({ description: 'A code.' }),"],
  ])('refuses %s in a published version', async (_, from, to) => {
    await edit('purchase/1.1.ts', from, to);
    const { code, report } = await check();
    expect(code).toBe(3);
    expect(report.findings.map(({ rule }) => rule)).toContain('published-version-edited');
    for (const finding of errorsAtIngest(report)) expect(finding.witness).toBeDefined();
  });

  it('lets prose of a published version change', async () => {
    await edit('purchase/1.1.ts', 'What the customer paid, tax included.', 'Amount paid, with tax.');
    await edit('purchase/1.1.ts', "owner: 'commerce'", "owner: 'payments'");
    expect((await check()).code).toBe(0);
  });

  it('points out a rename that forgot its alias, and accepts one that has it', async () => {
    await sluice(['bump', 'search'], project);
    await edit('search/1.1.ts', 'keyword: Type', 'term: Type');
    const forgotten = await check();
    const found = forgotten.report.findings.find(({ rule }) => rule === 'field-renamed-without-alias');
    expect([forgotten.code, found?.fix.includes("renamedFrom: ['keyword']")]).toEqual([3, true]);
    await edit('search/1.1.ts', 'maxLength: 1000,', "maxLength: 1000, renamedFrom: ['keyword'],");
    expect((await check()).code).toBe(0);
  });

  it('refuses another type for a field of the envelope, in every warehouse that cannot follow', async () => {
    await writeFile(
      path.join(project, 'schemas/envelope/1.1.ts'),
      (await readFile(path.join(project, 'schemas/envelope/1.0.ts'), 'utf8'))
        .replace("version: '1.0'", "version: '1.1'")
        .replace(
          "Type.Integer({ sensitivity: 'pseudonymous', description: 'Customer",
          "Type.Number({ sensitivity: 'pseudonymous', description: 'Customer",
        ),
    );
    const { code, report } = await check();
    const surfaces = report.findings
      .filter(({ severity, path: where }) => severity === 'error' && where === 'userId')
      .map(({ surface }) => surface);
    expect([code, surfaces.includes('redshift'), surfaces.includes('athena')]).toEqual([3, true, true]);
  });

  it('refuses to lose a version and an event', async () => {
    await rm(path.join(project, 'schemas/cart/1.0.ts'));
    await rm(path.join(project, 'schemas/login'), { recursive: true });
    const { code, report } = await check();
    expect([code, [...new Set(report.findings.map(({ rule, event }) => `${rule} ${event}`))].sort()]).toEqual([
      3,
      ['event-removed login', 'version-removed cart'],
    ]);
  });

  it('finds the same whether it looks at everything or only at what differs', async () => {
    await sluice(['bump', 'purchase'], project);
    await edit('purchase/1.2.ts', 'productId: Type.Integer({ examples: [44600062],', 'productId: Type.String({');
    await edit('cart/1.1.ts', 'maxLength: 100', 'maxLength: 90');
    await rm(path.join(project, 'schemas/search/1.0.ts'));
    await sluice(['new', 'coupon_used', '--field', 'code:string'], project);
    const [some, all] = [await check(), await check('--all')];
    expect(some.code).toBe(3);
    expect(some).toEqual(all);
  });

  it('lets definitions share files of their folder, and nothing outside it', async () => {
    await writeFile(path.join(project, 'schemas/shared.ts'), "export const note = { description: 'A note.' };\n");
    await edit('login/1.0.ts', 'properties: {}', 'properties: { note: Type.Optional(Type.String(note)) }');
    await edit('login/1.0.ts', 'defineEvent }', 'defineEvent, Type }');
    await edit('login/1.0.ts', 'export default', "import { note } from '../shared.js';\n\nexport default");
    expect((await check()).report.findings.map(({ rule }) => rule)).toContain('published-version-edited');
    await edit('login/1.0.ts', '../shared.js', '../../outside.js');
    const { code, err } = await sluice(['check'], project);
    expect([code, err.includes('outside schemas')]).toEqual([3, true]);
  });

  it('compares with the revision it is told', async () => {
    await sluice(['bump', 'cart'], project);
    await edit('cart/1.2.ts', 'productId: Type.Integer({ examples: [44600062],', 'productId: Type.String({');
    await sluice(['generate'], project);
    await git(project, 'add', '-A');
    await git(project, 'commit', '-q', '-m', 'Break it');
    expect((await check('--against', 'HEAD')).code).toBe(0);
    expect((await check('--against', 'HEAD~1')).code).toBe(3);
    const { code, err } = await sluice(['check', '--against', 'nowhere'], project);
    expect([code, err.includes('nowhere')]).toEqual([1, true]);
  });

  it('reports a malformed definition in the formats for machines, too', async () => {
    await edit('cart/1.1.ts', "owner: '", "owner: 7, other: '");
    const { code, report } = await check();
    expect([code, report.ok, report.findings.map(({ rule, event }) => `${event} ${rule}`)]).toEqual([
      3,
      false,
      ['cart malformed-definition', 'cart malformed-definition'],
    ]);
    const { out } = await sluice(['check', '--format', 'github'], project);
    expect(out).toContain('::error file=schemas/cart/1.1.ts,line=6');
  });

  it("says that an old name of an event is nobody's, or that it is somebody's, before anything is generated", async () => {
    await sluice(['new', 'order_placed'], project);
    const alias = (name: string) => `renamedFrom: [{ event: '${name}', dualSent: false }],\n  properties: {`;
    await edit('order_placed/1.0.ts', 'properties: {', alias('cartt'));
    expect((await check()).report.findings.map(({ rule }) => rule)).toContain('event-alias-unknown');
    await edit('order_placed/1.0.ts', 'cartt', 'cart');
    expect((await check()).report.findings.map(({ rule }) => rule)).not.toContain('event-alias-unknown');
  });

  it('has generate say which existing versions it gives another meaning', async () => {
    await edit('cart/1.1.ts', 'maxLength: 100', 'maxLength: 90');
    expect((await sluice(['generate'], project)).err).toContain('registry/cart/1.1.json');
    await edit('cart/1.1.ts', /description:\s*'/, "description: 'In other words. ");
    expect((await sluice(['generate'], project)).err).toBe('');
  });

  it('names file, field, problem and fix of a malformed definition', async () => {
    await edit('cart/1.1.ts', 'maxLength: 100', 'maxLenght: 100');
    await edit('login/1.0.ts', "version: '1.0'", "version: '1.1'");
    const { code, err } = await sluice(['check'], project);
    expect(code).toBe(3);
    expect(err).toMatch(/schemas\/cart\/1\.1\.ts:\d+: properties\.brand\.maxLenght/);
    expect(err).toContain('Did you mean "maxLength"?');
    expect(err).toContain('schemas/login/1.0.ts');
    expect(err).toContain('login/1.1.ts');
  });
});

describe('sluice new and generate', () => {
  it('leads from nothing to a valid definition, generated files and a green check', async () => {
    const { code, out } = await sluice(['new', 'checkout_abandoned'], project);
    expect([code, out.includes('schemas/checkout_abandoned/1.0.ts')]).toEqual([0, true]);
    for (const file of [
      'registry/checkout_abandoned/1.0.json',
      'generated/sdk/events/checkout_abandoned.ts',
      'generated/ddl/athena/checkout_abandoned.sql',
    ]) {
      expect(existsSync(path.join(project, file)), file).toBe(true);
    }
    expect((await sluice(['generate', '--check'], project)).code).toBe(0);
    expect((await sluice(['new', 'checkout_abandoned'], project)).code).toBe(2);
    expect((await sluice(['new', 'Checkout'], project)).code).toBe(2);
  });

  it('brings an envelope to a project that has none, and takes back what would not be valid', async () => {
    const fresh = await tempFolder();
    await mkdir(path.join(fresh, 'schemas'));
    await git(fresh, 'init', '-q', '-b', 'main');
    expect((await sluice(['new', 'first_event'], fresh)).code).toBe(0);
    expect(existsSync(path.join(fresh, 'registry/envelope/1.0.json'))).toBe(true);
    const bad = await sluice(['new', 'second_event', '--field', 'timestamp:string'], fresh);
    expect([bad.code, existsSync(path.join(fresh, 'schemas/second_event'))]).toEqual([3, false]);
    expect((await sluice(['generate', '--check'], fresh)).code).toBe(0);
    await rm(path.join(fresh, 'schemas/envelope'), { recursive: true });
    expect((await sluice(['generate'], fresh)).err).toContain('envelope-missing');
    await rm(fresh, { recursive: true });
  });

  it('takes fields of every type from the command line', async () => {
    const fields = [
      'a:boolean',
      'b?:integer',
      'c:int32',
      'd:id64',
      'e:number',
      'f:decimal(10,2)',
      'g:string',
      "h:enum(x,it's)",
      'i:uuid',
      'j:date',
      'k:timestamp',
      'l:epochmillis',
      'm?:json',
    ];
    const { code } = await sluice(
      ['new', 'everything', '--owner', "o'brien", ...fields.flatMap((field) => ['--field', field])],
      project,
    );
    expect(code).toBe(0);
    expect((await sluice(['new', 'other', '--field', 'a:text'], project)).err).toContain('there is no type "text"');
  });

  it('lists what is missing, stale and orphaned, and exits 4', async () => {
    await sluice(['generate'], project);
    await rm(path.join(project, 'registry/cart/1.0.json'));
    await writeFile(path.join(project, 'generated/sdk/index.ts'), 'changed');
    await writeFile(path.join(project, 'registry/old.json'), '{}');
    await rm(path.join(project, 'registry/old.json'));
    await cp(path.join(project, 'generated/sdk/events/cart.ts'), path.join(project, 'generated/sdk/events/old.ts'));
    const { code, out } = await sluice(['generate', '--check', '--json'], project);
    expect([code, JSON.parse(out)]).toEqual([
      4,
      {
        ok: false,
        missing: ['registry/cart/1.0.json'],
        stale: ['generated/sdk/index.ts'],
        orphaned: ['generated/sdk/events/old.ts'],
      },
    ]);
    expect((await sluice(['generate'], project)).code).toBe(0);
    expect((await sluice(['generate', '--check'], project)).code).toBe(0);
  });

  it('says what to do outside a project, and on wrong use', async () => {
    const empty = await tempFolder();
    expect((await sluice(['check'], empty)).code).toBe(2);
    expect((await sluice(['chekc'], project)).err).toContain('Did you mean check?');
    expect((await sluice(['check', '--what'], project)).code).toBe(2);
    await rm(empty, { recursive: true });
  });
});
