import { fileURLToPath } from 'node:url';
import type { ContractModel } from '@sluice/contract';
import type { EventSender } from '@sluice/sdk/codegen1';
import { build } from 'esbuild';
import { emitSdk } from '../../generators/sdk/emit.js';

const runtime = fileURLToPath(new URL('../../packages/sdk/src/codegen1/index.ts', import.meta.url));

/** The functions of a generated SDK, by name. */
export type Sdk = { readonly [name: string]: (client: EventSender, props: object) => string };

/** Generates, bundles and imports the SDK of a model: the real files, nothing written to disk. */
export async function loadSdk(model: ContractModel): Promise<Sdk> {
  const files = new Map(emitSdk(model).map(({ path, content }) => [`/${path}`, content]));
  const result = await build({
    stdin: { contents: 'export * from "/sdk/index.js";', resolveDir: '/' },
    bundle: true,
    write: false,
    format: 'esm',
    plugins: [
      {
        name: 'generated',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^@sluice\/sdk/ }, () => ({ path: runtime }));
          onResolve({ filter: /^(\/|\.)/ }, ({ path, importer, namespace }) => {
            const from = namespace === 'generated' ? importer : '/';
            const found = new URL(path, `file://${from}`).pathname.replace(/\.js$/, '.ts');
            return files.has(found) ? { path: found, namespace: 'generated' } : undefined;
          });
          onLoad({ filter: /.*/, namespace: 'generated' }, ({ path }) => ({
            contents: files.get(path) ?? '',
            loader: 'ts',
          }));
        },
      },
    ],
  });
  const code = Buffer.from(result.outputFiles[0]?.text ?? '').toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

/** What a call of an SDK function puts on the wire, with the id and time that a client adds. */
export function wireOf(call: (client: EventSender) => void): { readonly [field: string]: unknown } {
  const sent: object[] = [];
  call({
    send: (event, version, props) => {
      sent.push({
        eventId: '0192f0c1-0000-7000-8000-000000000001',
        event,
        version,
        timestamp: 1_714_521_600_000,
        ...props,
      });
      return '';
    },
  });
  return sent[0] as { readonly [field: string]: unknown };
}
