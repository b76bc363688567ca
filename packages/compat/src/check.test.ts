import { readdirSync, readFileSync } from 'node:fs';
import {
  defineEnvelope,
  type EventSource,
  Int32,
  modelOf,
  publish,
  type RegistryDocument,
  Type,
} from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { check } from './check.js';
import type { Surface } from './surface.js';
import { contractOf, edited, major, minor } from './testing/contracts.js';

const id = { productId: Type.Integer() };
const brand = { brand: Type.Optional(Type.String()) };
const quiet = { surfaces: [] };
const rulesOf = (report: ReturnType<typeof check>) => report.findings.map(({ rule, surface }) => `${rule} ${surface}`);

/** A warehouse that cannot widen a column in place. */
const rigid: Surface = {
  id: 'rigid',
  judge: (change, { from, to }) =>
    change.kind === 'type-changed'
      ? { severity: 'error', message: `${from.version} to ${to.version} cannot be widened.`, why: 'w', fix: 'f' }
      : undefined,
};

describe('check', () => {
  it('lets an optional field pass in a new minor version', () => {
    const { base, head } = minor(id, { ...id, ...brand });
    const { findings, ok, bumps } = check(base, head, quiet);
    expect({ findings, ok }).toEqual({ findings: [], ok: true });
    expect(bumps).toEqual([{ event: 'purchase', version: '1.1', from: '1.0', needed: 'minor', suggested: '1.1' }]);
  });

  it('finds nothing between a contract and itself', () => {
    const { head } = minor(id, { productId: Type.String() });
    expect(check(head, head, quiet)).toEqual({ findings: [], changes: [], bumps: [], ok: true });
  });

  it('asks the surfaces about changes within a major, with the versions', () => {
    const { base, head } = minor({ n: Int32() }, { n: Type.Integer() });
    const report = check(base, head, { surfaces: [rigid] });
    expect(rulesOf(report)).toEqual(['bump-too-small ingest', 'type-changed rigid', 'type-changed consumer']);
    expect(report.findings[1]?.message).toBe('1.0 to 1.1 cannot be widened.');
    expect(report.bumps[0]).toMatchObject({ needed: 'major', suggested: '2.0' });
  });

  it('tells of a new major version what the surfaces could not have followed', () => {
    const { base, head } = major({ n: Int32() }, { n: Type.String() });
    const report = check(base, head, { surfaces: [rigid] });
    expect(report.findings.map(({ surface, severity }) => `${surface} ${severity}`)).toEqual([
      'ingest info',
      'consumer info',
      'source info',
      'rigid info',
    ]);
    expect(report).toMatchObject({ ok: true, bumps: [{ needed: 'major', suggested: '2.0' }] });
  });

  it('calls a new major version unneeded only where every surface follows a minor one', () => {
    const { base, head } = major({ n: Int32() }, { n: Type.Integer() });
    const needed = (surfaces: readonly Surface[]) => {
      const { findings, bumps } = check(base, head, { surfaces });
      return [bumps[0]?.needed, bumps[0]?.suggested, findings.some(({ rule }) => rule === 'bump-too-large')];
    };
    expect(needed([])).toEqual(['minor', '1.1', true]);
    expect(needed([rigid])).toEqual(['major', '2.0', false]);
  });

  it('suggests a minor of a later major where that takes what an earlier one does not', () => {
    const versions = [
      { version: '1.0', properties: { n: Type.Integer() } },
      { version: '2.0', properties: { n: Type.String() } },
    ];
    const next = (version: string, n: typeof id.productId | ReturnType<typeof Type.Boolean>) =>
      check(contractOf(versions), contractOf([...versions, { version, properties: { n } }]), quiet).bumps[0];
    expect(next('1.1', Type.String() as never)).toMatchObject({ needed: 'major', suggested: '2.1' });
    expect(next('1.1', Type.Boolean())).toMatchObject({ needed: 'major', suggested: '3.0' });
  });

  it('suggests no number for a break of an event that another one was called by', () => {
    const sale = { event: 'sale', version: '1.0', properties: id };
    const renamedFrom = [{ event: 'sale', sameWhen: ['productId'] }];
    const versions = [sale, { version: '1.0', properties: id, renamedFrom }];
    const broken = { event: 'sale', version: '1.1', properties: { productId: Type.String() } };
    const { bumps, findings } = check(contractOf(versions), contractOf([...versions, broken]), quiet);
    expect(bumps).toEqual([{ event: 'sale', version: '1.1', from: '1.0', needed: 'major' }]);
    expect(findings.find(({ rule }) => rule === 'bump-too-small')?.fix).toContain('gets no new major version');
  });

  it('compares a new version with the newest minor before it, published or not', () => {
    const versions = ['1.0', '1.1', '1.2'].map((version) => ({ version, properties: id }));
    const added = check(contractOf(versions.slice(0, 1)), contractOf(versions), quiet).changes;
    const pairs = added.map((change) => change.kind === 'version-added' && change.comparison?.from.version);
    expect(pairs).toEqual(['1.0', '1.1']);
  });

  it('suggests the next number that is free', () => {
    const { base, head } = edited(id, { ...id, ...brand });
    expect(check(base, head, quiet).bumps[0]).toMatchObject({ version: '1.0', needed: 'minor', suggested: '1.1' });
  });

  it('keeps a fingerprint when the version number or another field changes', () => {
    const print = (report: ReturnType<typeof check>) =>
      report.findings.find(({ rule }) => rule === 'field-removed')?.fingerprint;
    const one = minor({ ...id, ...brand }, id);
    const other = major({ ...id, ...brand, a: Type.Integer() }, { ...id, a: Type.String() });
    const prints = [one, other].map(({ base, head }) => print(check(base, head, quiet)));
    expect(prints[0]).toMatch(/^[0-9a-f]{12}$/);
    expect(prints[1]).toBe(prints[0]);
  });

  it('never says breaking at ingestion without a witness', () => {
    const { base, head } = edited({ ...id, ...brand }, { productId: Type.String() });
    const { findings } = check(base, head, quiet);
    const bare = findings.filter(
      ({ surface, verdict, witness }) => surface === 'ingest' && verdict === 'breaking' && !witness,
    );
    expect(bare).toEqual([]);
  });
});

describe('check of the envelope', () => {
  const envelope = (version: string, properties: EventSource['properties']) =>
    defineEnvelope({ version, owner: 'data', description: 'For a test.', properties });
  const field = (schema: object) => Type.Optional({ description: 'For a test.', ...schema } as never);
  const first = envelope('1.0', { userId: field(Type.Integer()) });
  const base = modelOf(publish([first]));

  it('lets an optional field pass, and events stay as they are', () => {
    const next = envelope('1.1', { userId: field(Type.Integer()), appVersion: field(Type.String()) });
    expect(check(base, modelOf(publish([first, next])), quiet)).toMatchObject({ findings: [], ok: true });
  });

  it('refuses a break, even in a new major version', () => {
    const next = envelope('2.0', { userId: field(Type.String()) });
    const report = check(base, modelOf(publish([first, next])), quiet);
    expect(rulesOf(report)).toContain('bump-too-small ingest');
    expect(report.findings.find(({ rule }) => rule === 'type-changed')).toMatchObject({
      event: 'envelope',
      severity: 'error',
      witness: { event: { userId: 0 }, shows: 'rejected' },
    });
  });
});

describe('check of the shop', () => {
  const registry = new URL('../../../registry/', import.meta.url);
  const documents = readdirSync(registry, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .map((path) => JSON.parse(readFileSync(new URL(path, registry), 'utf8')) as RegistryDocument);

  it('finds no error in any version, from the first one on', () => {
    const { findings } = check(undefined, modelOf(documents), quiet);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('shows a whole event for a type that was edited in place', () => {
    const head = structuredClone(documents);
    const purchase = head.find(({ 'x-sluice': block }) => block.event === 'purchase' && block.version === '1.0');
    const field = purchase?.properties?.productId;
    if (purchase?.properties && field) {
      purchase.properties.productId = { type: 'string', 'x-sluice': { ...field['x-sluice'], type: 'string' } };
    }
    const { findings } = check(modelOf(documents), modelOf(head), quiet);
    const found = findings.find(({ rule, surface }) => rule === 'type-changed' && surface === 'ingest');
    expect(found).toMatchObject({ path: 'productId', verdict: 'breaking', witness: { shows: 'rejected' } });
    expect(found?.witness?.event).toEqual({ userId: 0, productId: 0, amount: 0 });
  });
});
