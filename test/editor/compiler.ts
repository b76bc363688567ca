import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type CompilerOptions, Project, ts } from 'ts-morph';
import { root } from '../support/sluice.js';

/** How a consumer's project may be set up. */
export const settings: { readonly [name: string]: CompilerOptions } = {
  strict: { strict: true },
  'as strict as it gets': {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
  },
  CommonJS: { strict: true, module: ts.ModuleKind.CommonJS, esModuleInterop: true },
  lax: { strict: false },
};

/** A project in memory that sees the sources of our packages under their names. */
export function projectOf(options: CompilerOptions, files: { readonly [path: string]: string }): Project {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts'],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      noEmit: true,
      allowJs: true,
      checkJs: true,
      paths: {
        '@sluice/contract': ['/contract/index.ts'],
        '@sluice/sdk': ['/sdk/index.ts'],
        '@sluice/sdk/codegen1': ['/sdk/codegen1/index.ts'],
      },
      ...options,
    },
  });
  for (const name of ['contract', 'sdk']) {
    for (const [file, text] of sourcesOf(name)) project.createSourceFile(`/${name}/${file}`, text);
  }
  for (const [file, text] of Object.entries(files)) project.createSourceFile(file, text);
  return project;
}

/** What the compiler says of a file: line, code and whole text of each error, in order. */
export function errorsOf(project: Project, file: string): readonly string[] {
  const source = project.getSourceFileOrThrow(file);
  return source.getPreEmitDiagnostics().map((diagnostic) => {
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

/** Line and code of errors. */
export function places(errors: readonly string[]): readonly string[] {
  return errors.map((error) => error.split(' ', 2).join(' '));
}

function sourcesOf(name: string): readonly (readonly [string, string])[] {
  const folder = path.join(root, 'packages', name, 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => [file.replaceAll('\\', '/'), readFileSync(path.join(folder, file), 'utf8')]);
}

/** What an editor offers at a place, in alphabetical order. */
export function completionsOf(project: Project, file: string, position: number): readonly string[] {
  const service = project.getLanguageService().compilerObject;
  return (service.getCompletionsAtPosition(file, position, undefined)?.entries ?? []).map(({ name }) => name).sort();
}
