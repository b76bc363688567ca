import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepMadeOut } from './git-ignore.js';

let top: string;
let said: string[];

beforeEach(() => {
  top = mkdtempSync(path.join(tmpdir(), 'sluice-ignore-'));
  said = [];
});
afterEach(() => rmSync(top, { recursive: true }));

const paint = { bold: String, dim: String, red: String, green: String, yellow: String, cyan: String };
const io = () => ({
  out: () => undefined,
  err: (text: string) => void said.push(text),
  paint,
  cwd: top,
  stopped: async () => undefined,
});
const made = [
  { folder: '.sluice' },
  { folder: 'out/ingest', own: new Set(['index.js', 'events']) },
  { folder: 'out/lambda/dist', own: new Set(['index.mjs']) },
];
const all = ['.sluice/', 'out/ingest/', 'out/lambda/dist/'];

function put(file: string, text = 'x'): void {
  mkdirSync(path.dirname(path.join(top, file)), { recursive: true });
  writeFileSync(path.join(top, file), text);
}

/** A project with what was made in it. */
function project(below = ''): string {
  for (const file of [
    '.sluice/lake/a.json',
    'out/ingest/index.js',
    'out/ingest/events/a.js',
    'out/lambda/dist/index.mjs',
  ])
    put(path.join(below, file));
  put(path.join(below, 'out/lambda/handler.js'));
  return path.join(top, below);
}

const git = (...args: string[]) => execFileSync('git', args, { cwd: top, encoding: 'utf8', stdio: 'pipe' });
const staged = () => {
  git('add', '-A');
  return git('ls-files').split('\n').filter(Boolean);
};
const ignoreFile = (root: string) => readFileSync(path.join(root, '.gitignore'), 'utf8');

describe('what is made stays out of git', () => {
  it('in a new repository, and is said once', async () => {
    git('init', '-q');
    const root = project();
    expect(await keepMadeOut(root, made, io())).toEqual(all);
    expect(await keepMadeOut(root, made, io())).toEqual([]);
    expect(staged()).toEqual(['.gitignore', 'out/lambda/handler.js']);
    rmSync(path.join(top, '.gitignore'));
    expect(staged().filter((file) => !file.startsWith('.sluice/'))).toEqual(['out/lambda/handler.js']);
  });

  it('without git, and once there is a repository', async () => {
    const root = project();
    expect(await keepMadeOut(root, made, io())).toEqual(all);
    expect(await keepMadeOut(root, made, io())).toEqual([]);
    git('init', '-q');
    expect(await keepMadeOut(root, made, io())).toEqual([]);
    expect(staged()).toEqual(['.gitignore', 'out/lambda/handler.js']);
  });

  it('in a folder of a larger repository, and in a repository of its own inside another', async () => {
    git('init', '-q');
    put('.gitignore', '.sluice\n**/dist/\n');
    expect(await keepMadeOut(project('apps/shop'), made, io())).toEqual(['out/ingest/']);
    expect(staged()).toEqual(['.gitignore', 'apps/shop/.gitignore', 'apps/shop/out/lambda/handler.js']);
    const inner = project('inner');
    execFileSync('git', ['init', '-q'], { cwd: inner });
    expect(await keepMadeOut(inner, made, io())).toEqual(all);
    expect(ignoreFile(top)).toBe('.sluice\n**/dist/\n');
  });

  it('whatever one person ignores in their own git', async () => {
    git('init', '-q');
    put('.git/info/exclude', '.sluice/\nout/\n');
    expect(await keepMadeOut(project(), made, io())).toEqual(all);
  });
});

describe('what somebody decided stays', () => {
  const cases = [
    { name: 'all is ignored already', given: '/.sluice\nout/\n', want: [] },
    { name: 'a folder was taken out of the ignored ones', given: 'out/*\n!out/ingest/\n.sluice/\n', want: [] },
    { name: 'something else is ignored', given: 'node_modules', want: all },
  ];
  it.each(cases)('$name', async ({ given, want }) => {
    git('init', '-q');
    put('.gitignore', given);
    expect(await keepMadeOut(project(), made, io())).toEqual(want);
    expect(ignoreFile(top).startsWith(given)).toBe(true);
    if (want.length === 0) expect(ignoreFile(top)).toBe(given);
  });

  it('products that are committed', async () => {
    git('init', '-q');
    const root = project();
    git('add', 'out');
    expect(await keepMadeOut(root, made, io())).toEqual(['.sluice/']);
    expect(existsSync(path.join(root, 'out/ingest/.gitignore'))).toBe(false);
  });

  it('files beside the products, and an ignore file there', async () => {
    const root = project();
    put('out/ingest/mine.ts');
    put('out/lambda/dist/.gitignore', 'mine');
    await keepMadeOut(root, made, io());
    expect(existsSync(path.join(root, 'out/ingest/.gitignore'))).toBe(false);
    expect(existsSync(path.join(root, 'out/lambda/dist/.npmignore'))).toBe(false);
    expect(ignoreFile(path.join(root, 'out/lambda/dist'))).toBe('mine');
  });

  it('an ignore file that is a link or a folder: the lines are said', async () => {
    put('shared', 'a\n');
    symlinkSync('shared', path.join(top, '.gitignore'));
    expect(await keepMadeOut(project(), made, io())).toEqual([]);
    expect(said).toEqual([`! .gitignore is no plain file. Add these lines by hand: ${all.join(' ')}`]);
    expect(readFileSync(path.join(top, 'shared'), 'utf8')).toBe('a\n');
  });
});

it('npm packs the products all the same', async () => {
  const root = project();
  put('package.json', '{"name":"x","version":"1.0.0","files":["out"]}');
  await keepMadeOut(root, made, io());
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--offline'], {
    cwd: root,
    encoding: 'utf8',
    stdio: 'pipe',
  });
  const [{ files }] = JSON.parse(packed) as [{ files: { path: string }[] }];
  expect(files.map((file) => file.path)).toEqual(
    expect.arrayContaining(['out/ingest/index.js', 'out/lambda/dist/index.mjs']),
  );
});
