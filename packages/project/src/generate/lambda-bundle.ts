import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Project } from '../project.js';
import type { OutputFile } from './target-files.js';

/** The bundled transform Lambda: path below the project, and its size. */
export interface LambdaBundle {
  readonly file: string;
  readonly bytes: number;
}

/** Bundles the generated handler with its validators into one `.mjs` for Lambda; undefined where the project has none. */
export async function bundleLambda(project: Project, files: readonly OutputFile[]): Promise<LambdaBundle | undefined> {
  const folder = `${project.config.generated}/lambda`;
  const entry = `${folder}/handler.js`;
  if (
    !files.some((file) => file.path === entry) ||
    !existsSync(path.join(project.root, project.config.generated, 'ingest'))
  ) {
    return undefined;
  }
  const file = `${folder}/dist/index.mjs`;
  const { build } = await import('esbuild');
  const result = await build({
    entryPoints: [path.join(project.root, entry)],
    outfile: path.join(project.root, file),
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    logLevel: 'silent',
    metafile: true,
    plugins: [ownPackages],
  });
  const [output] = Object.values(result.metafile.outputs);
  return { file, bytes: output?.bytes ?? 0 };
}

/** Generated code runs on the packages of this command, wherever the project lies. */
const ownPackages = {
  name: 'own-packages',
  setup(build: {
    onResolve(options: { filter: RegExp }, callback: (args: { path: string }) => { path: string }): void;
  }) {
    build.onResolve({ filter: /^@sluice\// }, ({ path: specifier }) => ({
      path: fileURLToPath(import.meta.resolve(specifier)),
    }));
  },
};
