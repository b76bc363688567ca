import { readdirSync, readFileSync } from 'node:fs';
import { type CompilerOptions, Project, ts } from 'ts-morph';
import type { GeneratedFile } from '../../target.js';

const sdkFolder = new URL('../../../packages/sdk/src/', import.meta.url);

/** How the projects that generated files land in are set up. */
export const settings: { readonly [name: string]: CompilerOptions } = {
  'as strict as it gets': {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
  },
  strict: { strict: true },
  CommonJS: { strict: true, module: ts.ModuleKind.CommonJS, esModuleInterop: true },
  lax: { strict: false },
};

/** Generated files in `/app` beside others, the sources of the client in `/client`. */
export function projectOf(
  generated: readonly GeneratedFile[],
  files: { readonly [path: string]: string },
  options: CompilerOptions = settings['as strict as it gets'] ?? {},
): Project {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      noEmit: true,
      skipLibCheck: true,
      allowJs: true,
      checkJs: true,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      paths: { '@sluice/sdk': ['/client/index.ts'], '@sluice/sdk/codegen1': ['/client/codegen1/index.ts'] },
      ...options,
    },
  });
  for (const name of sourcesOf(sdkFolder))
    project.createSourceFile(`/client/${name}`, readFileSync(new URL(name, sdkFolder), 'utf8'));
  for (const { path, content } of generated) project.createSourceFile(`/app/${path}`, content);
  for (const [path, content] of Object.entries(files)) project.createSourceFile(path, content);
  return project;
}

/** What the compiler says of a file: `line TS1234 text`, once for each error, in order. */
export function errorsOf(project: Project, path: string): readonly string[] {
  return project
    .getSourceFileOrThrow(path)
    .getPreEmitDiagnostics()
    .map((diagnostic) => {
      const text = ts.flattenDiagnosticMessageText(diagnostic.compilerObject.messageText, '\n');
      return `${diagnostic.getLineNumber()} TS${diagnostic.getCode()} ${text}`;
    });
}

/** The errors that a text expects of itself, one for each line that ends with `// TS1234`, as `line TS1234`. */
export function expectedIn(text: string): readonly string[] {
  return text.split('\n').flatMap((line, index) => {
    const code = /\/\/ (TS\d+)$/.exec(line)?.[1];
    return code ? [`${index + 1} ${code}`] : [];
  });
}

/** What an editor shows over a name in a file, doc comment included. */
export function hoverOver(project: Project, path: string, name: string): string {
  const position = project.getSourceFileOrThrow(path).getFullText().indexOf(name);
  const info = project.getLanguageService().compilerObject.getQuickInfoAtPosition(path, position);
  const tags = info?.tags?.map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`) ?? [];
  return [ts.displayPartsToString(info?.documentation), ...tags].join('\n');
}

function sourcesOf(folder: URL): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  return names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
}
