import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Base, resolveBase } from './git.js';
import { readTree } from './git-tree.js';

const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];

let folder: string;
let repo: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-git-'));
  repo = join(folder, 'repo');
  mkdirSync(repo);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(...args: string[]): string {
  return execFileSync('git', [...author, ...args], { cwd: repo, encoding: 'utf8', stdio: 'pipe' }).trim();
}

function commit(name: string, files: { [path: string]: string } = { [name]: name }): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(repo, path)), { recursive: true });
    writeFileSync(join(repo, path), content);
  }
  git('add', '.');
  git('commit', '-q', '-m', name);
  return git('rev-parse', 'HEAD');
}

function at(commitId: string, name: string): Base {
  return { kind: 'revision', commit: commitId, label: `${name} (${commitId.slice(0, 7)})` };
}

/** A clone of the repository with this much history, which takes its place. */
function clone(...options: string[]): void {
  execFileSync('git', ['clone', '-q', ...options, `file://${repo}`, join(folder, 'clone')], { stdio: 'pipe' });
  repo = join(folder, 'clone');
}

const codeOf = (base: Base) => (base.kind === 'problem' ? base.code : base);

describe('resolveBase', () => {
  it('says that a folder is no repository', async () => {
    expect(codeOf(await resolveBase(repo))).toBe('not-a-repository');
  });

  it('says that git is not installed', async () => {
    expect(codeOf(await resolveBase(repo, undefined, join(folder, 'no-such-git')))).toBe('git-missing');
  });

  it('has an empty base before the first commit', async () => {
    git('init', '-q', '-b', 'main');
    expect(await resolveBase(repo)).toEqual({ kind: 'empty', label: 'no commits yet' });
  });

  it('takes HEAD on the default branch itself', async () => {
    git('init', '-q', '-b', 'main');
    const head = commit('one');
    expect(await resolveBase(repo)).toEqual(at(head, 'main'));
  });

  it('takes the merge base on another branch, not the tip', async () => {
    git('init', '-q', '-b', 'master');
    const fork = commit('one');
    git('switch', '-q', '-c', 'feature');
    commit('two');
    git('switch', '-q', 'master');
    commit('three');
    git('switch', '-q', 'feature');
    expect(await resolveBase(repo)).toEqual(at(fork, 'merge base with master'));
    expect(await resolveBase(repo, 'master')).toEqual(at(fork, 'merge base with master'));
    expect(await resolveBase(repo, 'HEAD~1')).toEqual(at(fork, 'HEAD~1'));
  });

  it('prefers the default branch of the remote, so that unpushed commits count as changes', async () => {
    git('init', '-q', '-b', 'main');
    const pushed = commit('one');
    clone();
    commit('two');
    expect(await resolveBase(repo)).toEqual(at(pushed, 'origin/HEAD'));
  });

  it('takes HEAD where there is one branch of any name and no remote', async () => {
    git('init', '-q', '-b', 'trunk');
    const head = commit('one');
    expect(await resolveBase(repo)).toEqual(at(head, 'HEAD'));
  });

  it('says that there is no default branch among several others', async () => {
    git('init', '-q', '-b', 'trunk');
    commit('one');
    git('branch', 'other');
    expect(codeOf(await resolveBase(repo))).toBe('no-default-branch');
  });

  it('says that a ref does not exist, also one that looks like an option', async () => {
    git('init', '-q', '-b', 'main');
    commit('one');
    expect(codeOf(await resolveBase(repo, 'origin/nope'))).toBe('missing-ref');
    expect(codeOf(await resolveBase(repo, '--all'))).toBe('missing-ref');
  });

  it('says that a shallow clone does not reach the merge base', async () => {
    git('init', '-q', '-b', 'main');
    commit('one');
    git('switch', '-q', '-c', 'feature');
    commit('two');
    git('switch', '-q', 'main');
    commit('three');
    clone('--depth', '1', '--no-single-branch', '--branch', 'feature');
    expect(await resolveBase(repo)).toEqual({
      kind: 'problem',
      code: 'shallow-clone',
      problem: 'This clone is shallow: its history does not reach the merge base with origin/HEAD.',
      fix: 'Fetch the history: git fetch --unshallow (in GitHub Actions: actions/checkout with fetch-depth: 0).',
    });
  });

  it('says that two histories have nothing in common, and takes an explicit one as it stands', async () => {
    git('init', '-q', '-b', 'main');
    const main = commit('one');
    git('switch', '-q', '--orphan', 'fresh');
    commit('two');
    expect(codeOf(await resolveBase(repo))).toBe('unrelated-histories');
    expect(await resolveBase(repo, 'main')).toEqual(at(main, 'main'));
  });
});

describe('readTree', () => {
  it('reads every file of a folder at a revision, whatever the working tree holds', async () => {
    git('init', '-q', '-b', 'main');
    const big = 'é'.repeat(300_000);
    commit('one', {
      'registry/purchase/1.0.json': '{}\n',
      'registry/view/1.10.json': big,
      'registry/empty': '',
      other: 'x',
    });
    writeFileSync(join(repo, 'registry/purchase/1.0.json'), 'changed');
    expect((await readTree(repo, 'HEAD', 'registry')).texts).toEqual(
      new Map([
        ['empty', ''],
        ['purchase/1.0.json', '{}\n'],
        ['view/1.10.json', big],
      ]),
    );
  });

  it('reads a folder relative to a project below the top of the repository', async () => {
    git('init', '-q', '-b', 'main');
    commit('one', { 'apps/shop/registry/a.json': '1', 'registry/b.json': '2' });
    const project = join(repo, 'apps/shop');
    expect([...(await readTree(project, 'HEAD', './registry/')).texts.keys()]).toEqual(['a.json']);
    expect([...(await readTree(project, 'HEAD', '.')).texts.keys()]).toEqual(['registry/a.json']);
  });

  it('finds nothing where the folder did not exist yet', async () => {
    git('init', '-q', '-b', 'main');
    commit('one');
    expect((await readTree(repo, 'HEAD', 'registry')).texts).toEqual(new Map());
  });

  it('throws where there is no repository and where there is no git', async () => {
    await expect(readTree(repo, 'HEAD', 'registry')).rejects.toThrow('not a git repository');
    await expect(readTree(repo, 'HEAD', 'registry', { command: join(folder, 'no-such-git') })).rejects.toThrow(
      'ENOENT',
    );
  });
});
