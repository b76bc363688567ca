import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The only edges between the parts of the workspace, as docs/architecture.md draws them. */
const allowed: { readonly [folder: string]: readonly string[] } = {
  schemas: ['contract'],
  'packages/contract': [],
  'packages/compat': ['contract'],
  'packages/ddl': ['contract'],
  generators: ['contract', 'ddl'],
  'packages/disk': [],
  'packages/lake': ['contract', 'ddl', 'disk'],
  'packages/project': ['contract', 'compat', 'ddl', 'generators', 'disk', 'ingest'],
  'packages/sdk': [],
  'packages/ingest': ['disk'],
  'packages/cli': ['contract', 'compat', 'ddl', 'disk', 'lake', 'project', 'generators', 'ingest', 'sdk'],
};

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !/[\\/](node_modules|dist|golden)[\\/]/.test(file));
}

function workspaceImports(file: string): string[] {
  const code = readFileSync(file, 'utf8');
  const specifiers = [...code.matchAll(/^\s*(?:import|export)\b[^'"`;]*?['"]@sluice\/([a-z]+)/gm)];
  const dynamic = [...code.matchAll(/\bimport\(\s*['"]@sluice\/([a-z]+)/g)];
  return [...specifiers, ...dynamic].map(([, name]) => name ?? '');
}

describe('import edges', () => {
  for (const [folder, edges] of Object.entries(allowed)) {
    it(`${folder} imports only ${edges.join(', ') || 'nothing'} of the workspace`, () => {
      const found = sources(folder).flatMap((file) =>
        workspaceImports(file)
          .filter((name) => !edges.includes(name))
          .map((name) => `${path.relative(root, file)} → ${name}`),
      );
      expect(found).toEqual([]);
    });
  }

  for (const [folder, edges] of Object.entries(allowed).filter(([name]) => name !== 'schemas')) {
    it(`${folder}/package.json depends on nothing else of the workspace`, () => {
      const manifest = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
      const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
        .filter((name) => name.startsWith('@sluice/'))
        .map((name) => name.slice('@sluice/'.length));
      expect(dependencies.filter((name) => !edges.includes(name))).toEqual([]);
    });
  }

  it('every entry and every index names what it exports', () => {
    const entries = Object.keys(allowed).flatMap((folder) => {
      if (folder === 'schemas') return [];
      const { exports = {} } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
      const sourcesOf = Object.values<{ readonly 'sluice-source'?: string }>(exports).flatMap(
        (entry) => entry['sluice-source'] ?? [],
      );
      return sourcesOf.map((source) => path.posix.join(folder, source));
    });
    const folders = Object.keys(allowed).flatMap((folder) =>
      sources(folder).filter((file) => /\bindex\.ts$/.test(file)),
    );
    const unnamed = [...entries, ...folders].filter((file) =>
      /^export (?:type )?\*/m.test(readFileSync(path.resolve(root, file), 'utf8')),
    );
    expect(entries.length).toBeGreaterThan(Object.keys(allowed).length);
    expect(unnamed).toEqual([]);
  });

  it('covers every package and finds sources in each', () => {
    const packages = readdirSync(path.join(root, 'packages')).map((name) => `packages/${name}`);
    expect(Object.keys(allowed).sort()).toEqual([...packages, 'generators', 'schemas'].sort());
    for (const folder of Object.keys(allowed)) expect(sources(folder).length, folder).toBeGreaterThan(0);
  });
});
