import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './sluice.js';

/** A copy of the packages' and generators' own sources, to be changed and compiled. */
export interface WorkspaceCopy {
  readonly folder: string;
  /** Files that fail to compile, relative to the folder, in order; each once. */
  failingFiles(): string[];
  remove(): void;
}

const isSource = (file: string) => !/[\\/](node_modules|dist|lib|golden)$|\.test\.ts$/.test(file);

/** Copies the sources, without tests. What they import of npm is what the workspace has installed. */
export function copyWorkspace(): WorkspaceCopy {
  const folder = mkdtempSync(path.join(tmpdir(), 'sluice-workspace-'));
  const parts = ['generators', ...readdirSync(path.join(root, 'packages')).map((name) => `packages/${name}`)];
  for (const part of parts) {
    cpSync(path.join(root, part), path.join(folder, part), { recursive: true, filter: isSource });
    linkModules(folder, part, parts);
  }
  linkModules(folder, '.', parts);
  cpSync(path.join(root, 'tsconfig.base.json'), path.join(folder, 'tsconfig.base.json'));
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: './tsconfig.base.json',
      compilerOptions: { noEmit: true, declaration: false, declarationMap: false, lib: ['ES2023', 'DOM'] },
      include: ['packages/*/src', 'generators'],
    }),
  );
  return {
    folder,
    failingFiles: () => failingFiles(folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The modules of a part: the workspace's own packages are the copies, all others those that are installed. */
function linkModules(folder: string, part: string, parts: readonly string[]): void {
  const modules = path.join(root, part, 'node_modules');
  for (const name of packageNames(modules)) {
    const link = path.join(folder, part, 'node_modules', name);
    const own = parts.find((one) => name === `@sluice/${path.basename(one)}`);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(own ? path.join(folder, own) : path.join(modules, name), link, 'junction');
  }
}

function packageNames(modules: string): string[] {
  const names = (folder: string) => {
    try {
      return readdirSync(folder).filter((name) => !name.startsWith('.'));
    } catch {
      return [];
    }
  };
  return names(modules).flatMap((name) =>
    name.startsWith('@') ? names(path.join(modules, name)).map((one) => `${name}/${one}`) : [name],
  );
}

function failingFiles(folder: string): string[] {
  const output = compile(folder);
  const failing = [...output.matchAll(/^([^\s(][^(\n]*)\(\d+,\d+\): error TS/gm)].map(([, file = '']) => file);
  return [...new Set(failing)].sort();
}

/** What the compiler prints. */
function compile(folder: string): string {
  const tsc = path.join(root, 'node_modules', 'typescript', 'lib', 'tsc.js');
  try {
    return execFileSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { encoding: 'utf8', cwd: folder });
  } catch (error) {
    return String((error as { readonly stdout?: unknown }).stdout ?? error);
  }
}
