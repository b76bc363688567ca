import { type ContractModel, modelOf, type RegistryDocument } from '@sluice/contract';
import { warehouseIn } from '@sluice/ddl';
import type { GeneratedFile } from '@sluice/generators';
import type * as runtime from '@sluice/ingest/codegen1';
import type * as transform from '@sluice/ingest/transform';
import { build, type Plugin } from 'esbuild';
import { ingestTarget } from '../../generators/ingest/index.js';

/** Generated code together with the run time it was bundled with. */
export type Loaded = { readonly contract: runtime.RuntimeContract } & typeof runtime & typeof transform;

/** What no test here depends on. */
const options = warehouseIn('shop', 's3://lake');

/** The generated files of a model. */
export function filesOf(model: ContractModel): readonly GeneratedFile[] {
  return ingestTarget.emit({ model, options });
}

/** Generated code of a model and the run time as one module: the real files, nothing written to disk. */
export async function bundle(model: ContractModel): Promise<string> {
  const files = new Map(filesOf(model).map(({ path, content }) => [`/${path}`, content]));
  const entry = [
    'export { contract } from "/ingest/index.js";',
    'export * from "@sluice/ingest/codegen1";',
    'export * from "@sluice/ingest/transform";',
  ];
  const result = await build({
    stdin: { contents: entry.join('\n'), resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    conditions: ['sluice-source'],
    plugins: [virtual(files)],
  });
  return result.outputFiles[0]?.text ?? '';
}

/** Generates, bundles and imports the validators of a model. */
export async function load(model: ContractModel): Promise<Loaded> {
  return import(`data:text/javascript;base64,${Buffer.from(await bundle(model)).toString('base64')}`);
}

/** The model of documents as they would lie in a registry. */
export function loadDocuments(documents: readonly RegistryDocument[]): Promise<Loaded> {
  return load(modelOf(documents));
}

function virtual(files: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'generated',
    setup(context) {
      context.onResolve({ filter: /^(\/|\.)/ }, ({ path, importer, namespace }) => {
        const found = new URL(path, `file://${namespace === 'generated' ? importer : '/'}`).pathname;
        return files.has(found) ? { path: found, namespace: 'generated' } : undefined;
      });
      context.onLoad({ filter: /.*/, namespace: 'generated' }, ({ path }) => ({
        contents: files.get(path) ?? '',
        loader: 'js',
        resolveDir: import.meta.dirname,
      }));
    },
  };
}
