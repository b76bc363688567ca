import { fileURLToPath } from 'node:url';
import type { ContractModel } from '@sluice/contract';
import { build, type Plugin } from 'esbuild';
import { describe, expect, test } from 'vitest';
import type { GeneratedFile } from '../target.js';
import { emitSdk } from './emit.js';
import { family, field, model, version } from './test/model.js';
import { shop } from './test/shop.js';

const sdk = fileURLToPath(new URL('../../packages/sdk/src/', import.meta.url));

/** Bundles and minifies an entry that imports the generated files below `./sdk`. */
async function bundle(files: readonly GeneratedFile[], entry: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: '/' },
    plugins: [generated(files)],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

function generated(files: readonly GeneratedFile[]): Plugin {
  const contents = new Map(files.map(({ path, content }) => [path, content]));
  return {
    name: 'generated',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^@sluice\/sdk/ }, ({ path }) => ({
        path: `${sdk}${path.includes('codegen1') ? 'codegen1/' : ''}index.ts`,
        sideEffects: false,
      }));
      onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, importer, namespace }) => {
        const from = namespace === 'generated' ? importer : 'entry.ts';
        const target = new URL(path.replace(/\.js$/, '.ts'), `file:///${from}`).pathname.slice(1);
        return contents.has(target) ? { path: target, namespace: 'generated' } : undefined;
      });
      onLoad({ filter: /.*/, namespace: 'generated' }, ({ path }) => ({
        contents: contents.get(path) ?? '',
        loader: 'ts',
      }));
    },
  };
}

describe('tree shaking', () => {
  const events = Array.from({ length: 200 }, (_, n) =>
    family([version(`event_${n}`, '1.10', [field('a', { kind: 'json' })])]),
  );
  const files = emitSdk(model(...events));
  const client = `export const client = { send: () => '' };`;
  const importing = (...numbers: number[]) =>
    `import { ${numbers.map((n) => `event${n}`).join(', ')} } from './sdk/index.js'; ${client} export { ${numbers.map((n) => `event${n} as e${n}`).join(', ')} };`;

  test('each used function of 200 costs 60 bytes at most, its export included', async () => {
    const one = (await bundle(files, importing(10))).length;
    const two = (await bundle(files, importing(10, 77))).length;
    const ten = (await bundle(files, importing(10, 77, 20, 21, 22, 23, 24, 25, 26, 27))).length;
    expect(two - one).toBeLessThanOrEqual(60);
    expect((ten - one) / 9).toBeLessThanOrEqual(60);
  });

  test('what is not used costs nothing', async () => {
    const code = await bundle(files, importing(10));
    expect(code.match(/event_\d+/g)).toEqual(['event_10']);
    const unused = await bundle(files, `import './sdk/index.js'; ${client}`);
    expect(unused).toMatch(/^var (\w+)=\{send:\(\)=>""\};export\{\1 as client\};\n$/);
  });
});

describe('what is sent', () => {
  const cases = [
    {
      name: 'an event, under its newest version',
      call: "sdk.banner(client, { bannerId: 1, type: 'click' })",
      want: ['banner', '1.1', { bannerId: 1, type: 'click' }],
    },
    {
      name: 'an event with a new name, as the new event',
      call: 'sdk.purchase(client, { productId: 1, amount: 2 })',
      want: ['checkout_completed', '2.0', { productId: 1, amount: 2 }],
    },
    {
      name: 'an old property that only the old event knew, under its new name',
      call: 'sdk.purchase(client, { itemId: 1, amount: 2 })',
      want: ['checkout_completed', '2.0', { productId: 1, amount: 2 }],
    },
  ];
  test.each(cases)('$name', async ({ call, want }) => expect(await sentBy(shop, call)).toEqual(want));

  const text = { kind: 'string' } as const;
  const renamed = [
    {
      name: 'the old event, where the new one needs more',
      after: [field('amount', { kind: 'int32' }), field('step', text)],
      want: ['purchase', '1.0', { amount: 1 }],
    },
    {
      name: 'the old event, where a field has another type now',
      after: [field('amount', text)],
      want: ['purchase', '1.0', { amount: 1 }],
    },
    {
      name: 'the new event, where it takes whatever the old one allowed',
      after: [field('amount', { kind: 'int64', wire: 'number' })],
      want: ['checkout', '1.0', { amount: 1 }],
    },
  ] as const;
  test.each(renamed)('$name', async ({ after, want }) => {
    const contract = model(
      family([version('checkout', '1.0', after)], [{ event: 'purchase', dualSent: false }]),
      family([version('purchase', '1.0', [field('amount', { kind: 'int32' })])]),
    );
    expect(await sentBy(contract, 'sdk.purchase(client, { amount: 1 })')).toEqual(want);
  });

  test("itself, by each of two events that are each other's new names", async () => {
    const alias = (event: string) => [{ event, dualSent: false }];
    const contract = model(
      family([version('one', '1.0', [])], alias('two')),
      family([version('two', '1.0', [])], alias('one')),
    );
    expect(await sentBy(contract, '[sdk.one(client, {})[0], sdk.two(client, {})[0]]')).toEqual(['one', 'two']);
  });
});

test('an SDK with an event named then can be imported at run time', async () => {
  const code = await bundle(emitSdk(model(family([version('then', '1.0', [])]))), "export * from './sdk/index.js';");
  const imported = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  expect(Object.keys(imported)).toEqual(['thenEvent']);
});

async function sentBy(contract: ContractModel, call: string): Promise<unknown> {
  const entry = `import * as sdk from './sdk/index.js'; const client = { send: (...sent) => sent }; export default ${call};`;
  const code = await bundle(emitSdk(contract), entry);
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)).default;
}
