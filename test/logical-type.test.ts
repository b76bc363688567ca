import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Project } from 'ts-morph';
import { expect, it } from 'vitest';
import { root } from './support/sluice.js';

const model = path.join(root, 'packages', 'contract', 'src', 'model.ts');

/** Every hand-written source of the packages and generators, without tests. */
function sources(): string[] {
  return ['packages', 'generators'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .map((file) => path.join(root, folder, String(file)))
      .filter(
        (file) =>
          file.endsWith('.ts') && !/[\\/](node_modules|dist|golden|test|testing)[\\/]|\.(test|d)\.ts$/.test(file),
      ),
  );
}

/** Files that fail to compile. */
function failingFiles(project: Project): string[] {
  const failing = project
    .getProgram()
    .getSemanticDiagnostics()
    .flatMap((diagnostic) => diagnostic.getSourceFile()?.getFilePath() ?? []);
  return [...new Set(failing)].map((file) => path.relative(root, file).split(path.sep).join('/')).sort();
}

it('a new logical type fails to compile in exactly the places that must handle it', { timeout: 240_000 }, () => {
  const project = new Project({
    tsConfigFilePath: path.join(root, 'tsconfig.check.json'),
    compilerOptions: { declaration: false, sourceMap: false },
    skipAddingFilesFromTsConfig: true,
  });
  project.addSourceFilesAtPaths(sources());
  const before = failingFiles(project);
  const text = project.getSourceFileOrThrow(model).getFullText();
  const extended = text.replace(
    "{ readonly kind: 'json' };",
    "{ readonly kind: 'json' }\n  | { readonly kind: 'interval' };",
  );
  expect(extended).not.toBe(text);
  project.getSourceFileOrThrow(model).replaceWithText(extended);
  const failing = failingFiles(project).filter((file) => !before.includes(file));
  const within = (folder: string) => failing.filter((file) => file.startsWith(folder));
  const dialects = within('packages/ddl/src/dialects/');
  const generators = within('generators/');
  expect(failing.filter((file) => !dialects.includes(file) && !generators.includes(file))).toEqual([
    'packages/contract/src/logical.ts',
    'packages/ddl/src/derived-views.ts',
    'packages/ddl/src/lake/exact-numbers.ts',
    'packages/ddl/src/lake/read-sql.ts',
    'packages/ddl/src/redshift-load/physical.ts',
    'packages/ddl/src/type-shape.ts',
  ]);
  expect(dialects).toEqual(
    expect.arrayContaining(
      ['athena', 'duckdb', 'redshift', 'spark'].map((id) => `packages/ddl/src/dialects/${id}/types.ts`),
    ),
  );
  expect(dialects.filter((file) => !file.endsWith('/types.ts'))).toEqual([]);
  expect(generators.map((file) => file.split('/')[1])).toEqual(expect.arrayContaining(['docs', 'ingest', 'sdk']));
});
