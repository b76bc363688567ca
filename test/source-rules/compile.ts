import { readFileSync } from 'node:fs';
import { type ContractModel, contractDigest } from '@sluice/contract';
import { Project, ts } from 'ts-morph';
import { emitSdk } from '../../generators/sdk/emit.js';
import { type CallSite, callSitesOf } from './call-sites.js';

/** Two contracts, before and after a change. */
export interface Pair {
  readonly base: ContractModel;
  readonly head: ContractModel;
}

/** What the compiler says about the call sites written against the base of one pair. */
export interface Outcome {
  /** Complaints about generated files, or about call sites with the SDK they were written for; always empty. */
  readonly unsound: readonly string[];
  /** Call sites that do not compile with the SDK of the head: `purchase reader`. */
  readonly broken: readonly (CallSite & { readonly complaint: string })[];
}

const runtime = new URL('../../packages/sdk/src/codegen1/', import.meta.url);

/**
 * Compiles the call sites of every pair's base with the SDKs of its base and of its head, all in one strict program in
 * memory: `/0/base/sdk/index.ts` beside `/0/base/purchase-sender.ts`, and so on.
 */
export function compilePairs(pairs: readonly Pair[]): readonly Outcome[] {
  const project = strictProject();
  for (const file of ['index.ts', 'types.ts']) {
    project.createSourceFile(`/codegen1/${file}`, readFileSync(new URL(file, runtime), 'utf8'));
  }
  const emit = cached((model: ContractModel) => emitSdk(model));
  const sites = pairs.map(({ base }) => callSitesOf(base));
  const folders = pairs.flatMap(({ base, head }, index) => [
    { folder: `/${index}/base`, model: base, sites: sites[index] ?? [] },
    { folder: `/${index}/head`, model: head, sites: sites[index] ?? [] },
  ]);
  for (const { folder, model, sites: own } of folders) {
    for (const { path, content } of emit(model)) project.createSourceFile(`${folder}/${path}`, content);
    for (const site of own) project.createSourceFile(`${folder}/${fileOf(site)}`, site.code);
  }
  const complaints = complaintsOf(project);
  return sites.map((own, index) => outcomeOf(index, own, complaints));
}

function strictProject(): Project {
  return new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      skipLibCheck: true,
      noEmit: true,
      types: [],
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts'],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      paths: { '@sluice/sdk/codegen1': ['/codegen1/index.ts'] },
    },
  });
}

function complaintsOf(project: Project): ReadonlyMap<string, string> {
  const found = project.getPreEmitDiagnostics().map((diagnostic): [string, string] => {
    const text = ts.flattenDiagnosticMessageText(diagnostic.compilerObject.messageText, ' ');
    return [diagnostic.getSourceFile()?.getFilePath() ?? '/', `TS${diagnostic.getCode()}: ${text}`];
  });
  return new Map(found.reverse());
}

function outcomeOf(index: number, sites: readonly CallSite[], complaints: ReadonlyMap<string, string>): Outcome {
  const broken = sites.flatMap((site) => {
    const complaint = complaints.get(`/${index}/head/${fileOf(site)}`);
    return complaint === undefined ? [] : [{ ...site, complaint }];
  });
  const expected = new Set(broken.map((site) => `/${index}/head/${fileOf(site)}`));
  const unsound = [...complaints].filter(([file]) => file.startsWith(`/${index}/`) && !expected.has(file));
  return { unsound: unsound.map(([file, complaint]) => `${file}: ${complaint}`), broken };
}

function fileOf({ event, use }: CallSite): string {
  return `${event}-${use}.ts`;
}

/** Emits the SDK of the same contract once; cases share their bases. */
function cached<V>(make: (model: ContractModel) => V): (model: ContractModel) => V {
  const known = new Map<string, V>();
  return (model) => {
    const digest = contractDigest(model);
    const value = known.get(digest) ?? make(model);
    known.set(digest, value);
    return value;
  };
}
