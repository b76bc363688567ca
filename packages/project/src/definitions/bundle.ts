import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepOutOfGit, OWN_NAMES } from '@sluice/disk';
import type { BuildFailure, Message, Plugin } from 'esbuild';
import { packageModules } from './package-modules.js';

/** Modules bundled into one, ready to be imported. */
export interface Bundle {
  readonly code: string;
  /** The source map, as JSON with the sources in it. */
  readonly map: string;
  /** Which source imports which others, below the root. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
}

/** What is bundled. */
export interface BundleRequest {
  /** The project; sources are named below it. */
  readonly root: string;
  /** TypeScript that imports what is wanted. */
  readonly entry: string;
  /** A folder of the project below which files may import one another only, so that nothing else can change what they say. */
  readonly within?: string;
}

/** What esbuild found wrong; every message of it. */
export class BundleRefused extends Error {
  override readonly name = 'BundleRefused';
  readonly messages: readonly Message[];

  /** Takes what was found, in order. */
  constructor(messages: readonly Message[]) {
    super(messages.map(({ text }) => text).join('\n'));
    this.messages = messages;
  }
}

/** Bundles TypeScript with esbuild. Throws a {@link BundleRefused} where sources are wrong. */
export async function bundle({ root, entry, within }: BundleRequest): Promise<Bundle> {
  const { build } = await import('esbuild');
  const result = await build({
    stdin: { contents: entry, resolveDir: root, loader: 'ts', sourcefile: entryName },
    absWorkingDir: root,
    outfile: path.join(root, 'bundle.mjs'),
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    logLimit: 0,
    sourcemap: 'external',
    metafile: true,
    logOverride: { 'import-is-undefined': 'error' },
    plugins: [packageModules, ...(within === undefined ? [] : [staysWithin(path.join(root, within))])],
  }).catch((error: unknown) => {
    throw isBuildFailure(error) ? new BundleRefused(error.errors) : error;
  });
  const [map, code] = ['.map', '.mjs'].map(
    (end) => result.outputFiles.find((file) => file.path.endsWith(end))?.text ?? '',
  );
  const imports = Object.entries(result.metafile.inputs).map(
    ([file, input]) => [file, input.imports.map((one) => one.path)] as const,
  );
  return { code: code as string, map: map as string, imports: new Map(imports) };
}

/** Under which name messages speak of the entry. */
export const entryName = 'sluice-entry.ts';

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && Array.isArray((error as Partial<BuildFailure>).errors);
}

function staysWithin(folder: string): Plugin {
  return {
    name: 'stays-within',
    setup: (build) =>
      build.onResolve({ filter: /^\./ }, ({ path: specifier, resolveDir }) => {
        const target = path.resolve(resolveDir, specifier);
        if (target.startsWith(folder + path.sep) || !resolveDir.startsWith(folder)) return undefined;
        const text = `"${specifier}" lies outside ${path.basename(folder)}: definitions import packages and one another only`;
        return { errors: [{ text }] };
      }),
  };
}

let counter = 0;

/** A bundle that was imported: what it exports, and under which address stacks speak of it. */
export interface Imported {
  readonly exports: { readonly [name: string]: unknown };
  readonly url: string;
}

/** Imports a bundle, from a file in the project's cache that is gone afterwards: packages are resolved from the project. */
export async function importBundle(root: string, { code }: Bundle): Promise<Imported> {
  const folder = path.join(root, '.sluice', 'cache');
  const file = path.join(folder, `bundle-${process.pid}-${counter++}.mjs`);
  await mkdir(folder, { recursive: true });
  await keepOutOfGit(path.dirname(folder), OWN_NAMES.data);
  await writeFile(file, code);
  const url = pathToFileURL(file).href;
  try {
    return { exports: (await import(url)) as { [name: string]: unknown }, url };
  } finally {
    await rm(file, { force: true });
  }
}
