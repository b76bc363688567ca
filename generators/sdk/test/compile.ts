import { readdirSync, readFileSync } from 'node:fs';
import { Project, ts } from 'ts-morph';
import type { GeneratedFile } from '../../target.js';

const sdkFolder = new URL('../../../packages/sdk/src/', import.meta.url);

/**
 * What the compiler, as strict as it gets, says to each call site: `TS2322`, once for each error, in order. The generated
 * files lie in `/app` beside the call sites, the sources of the client in `/client`.
 */
export function compileAll(
  files: readonly GeneratedFile[],
  callSites: readonly string[],
): ReadonlyMap<string, string[]> {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      strict: true,
      skipLibCheck: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      paths: { '@sluice/sdk': ['/client/index.ts'], '@sluice/sdk/codegen1': ['/client/codegen1/index.ts'] },
    },
  });
  for (const name of sourcesOf(sdkFolder))
    project.createSourceFile(`/client/${name}`, readFileSync(new URL(name, sdkFolder), 'utf8'));
  for (const { path, content } of files) project.createSourceFile(`/app/${path}`, content);
  const calls = callSites.map((callSite, index) => project.createSourceFile(`/app/call${index}.ts`, callSite));
  const found = new Map<string, string[]>(callSites.map((callSite) => [callSite, []]));
  for (const diagnostic of project.getPreEmitDiagnostics()) {
    const call = calls.findIndex((file) => file.getFilePath() === diagnostic.getSourceFile()?.getFilePath());
    const errors = found.get(callSites[call] ?? 'elsewhere') ?? [];
    found.set(callSites[call] ?? 'elsewhere', [...errors, `TS${diagnostic.getCode()}`]);
  }
  return found;
}

function sourcesOf(folder: URL): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  return names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
}
