import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ContractModel, modelOf, type RegistryDocument } from '@sluice/contract';
import { warehouseIn } from '@sluice/ddl';
import { targets } from '@sluice/generators';
import type { RuntimeContract } from '@sluice/ingest';
import { build } from 'esbuild';

/** The published contract of this repository. */
export function publishedModel(root: string): ContractModel {
  const folder = path.join(root, 'registry');
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.json'));
  return modelOf(files.map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as RegistryDocument));
}

/** Generated validators and row writers of a model, bundled and loaded as a Lambda would load them. */
export async function loadContract(model: ContractModel, root: string): Promise<RuntimeContract> {
  const options = warehouseIn('shop', 's3://lake');
  const target = await targets.find(({ id }) => id === 'ingest')?.load();
  const files = new Map(target?.emit({ model, options }).map((file) => [file.path, file.content]));
  const result = await build({
    entryPoints: ['ingest/index.js'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    plugins: [
      {
        name: 'emitted',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^(ingest\/|\.)/ }, ({ path: specifier, importer, namespace }) =>
            namespace === 'file' && importer !== ''
              ? undefined
              : { path: path.posix.join(importer && path.posix.dirname(importer), specifier), namespace: 'emitted' },
          );
          onLoad({ filter: /.*/, namespace: 'emitted' }, ({ path: file }) => ({
            contents: files.get(file) ?? '',
            resolveDir: root,
          }));
        },
      },
    ],
  });
  const code = Buffer.from(result.outputFiles[0]?.contents ?? []).toString('base64');
  const module = (await import(`data:text/javascript;base64,${code}`)) as { contract: RuntimeContract };
  return module.contract;
}
