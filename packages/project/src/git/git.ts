import { spawn } from 'node:child_process';

/** The revision to compare with, or why there is none. */
export type Base =
  | { readonly kind: 'revision'; readonly commit: string; readonly label: string }
  /** There is nothing to compare with yet: everything is new. */
  | { readonly kind: 'empty'; readonly label: string }
  | { readonly kind: 'problem'; readonly code: BaseProblem; readonly problem: string; readonly fix: string };

/** Why no revision could be chosen. */
type BaseProblem =
  | 'git-missing'
  | 'not-a-repository'
  | 'missing-ref'
  | 'no-default-branch'
  | 'shallow-clone'
  | 'unrelated-histories';

/** Where the default branch is looked for, in this order: the full name, and how it is shown. */
const defaultBranches: readonly (readonly [ref: string, shown: string])[] = [
  ['refs/remotes/origin/HEAD', 'origin/HEAD'],
  ['refs/remotes/origin/main', 'origin/main'],
  ['refs/remotes/origin/master', 'origin/master'],
  ['refs/heads/main', 'main'],
  ['refs/heads/master', 'master'],
];

const shallowFix =
  'Fetch the history: git fetch --unshallow (in GitHub Actions: actions/checkout with fetch-depth: 0).';

type Git = (...args: string[]) => Promise<Result>;

interface Result {
  /** The exit code; undefined where git could not be started. */
  readonly code: number | undefined;
  readonly out: string;
  readonly error: string;
}

/**
 * The revision that changes are compared with: the merge base of HEAD and `against`, or of HEAD and the default branch.
 * On the default branch itself that is HEAD, so that what is not committed yet is compared with the last commit. Only
 * reads; nothing of the repository is executed.
 */
export async function resolveBase(repoDir: string, against?: string, command = 'git'): Promise<Base> {
  const git = gitIn(repoDir, command);
  const shallow = await git('rev-parse', '--is-shallow-repository');
  if (shallow.code !== 0) return unusable(shallow, repoDir);
  const isShallow = shallow.out === 'true';
  const head = await commitOf(git, 'HEAD');
  const target = await targetOf(git, against, { head, isShallow });
  if ('kind' in target) return target;
  if (!head) return revision(target.commit, target.name);
  const { out: common } = await git('merge-base', head, target.commit);
  if (common === '') return withoutMergeBase(target, { isShallow, against });
  return revision(common, common === target.commit ? target.name : `merge base with ${target.name}`);
}

interface Target {
  readonly name: string;
  readonly commit: string;
}

interface Situation {
  readonly head: string | undefined;
  readonly isShallow: boolean;
}

async function targetOf(git: Git, against: string | undefined, { head, isShallow }: Situation): Promise<Target | Base> {
  if (against !== undefined) {
    const commit = await commitOf(git, against);
    return commit ? { name: against, commit } : missingRef(against);
  }
  if (!head) return { kind: 'empty', label: 'no commits yet' };
  for (const [ref, name] of defaultBranches) {
    const commit = await commitOf(git, ref);
    if (commit) return { name, commit };
  }
  return (await isOnlyBranch(git)) ? { name: 'HEAD', commit: head } : noDefaultBranch(isShallow);
}

/** A repository with one local branch and no remote has no other history to compare with than its own. */
async function isOnlyBranch(git: Git): Promise<boolean> {
  const { out } = await git('for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/remotes');
  const current = await git('symbolic-ref', '--quiet', 'HEAD');
  return out !== '' && out === current.out;
}

async function commitOf(git: Git, ref: string): Promise<string | undefined> {
  const { code, out } = await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
  return code === 0 && out !== '' ? out : undefined;
}

function revision(commit: string, name: string): Base {
  return { kind: 'revision', commit, label: `${name} (${commit.slice(0, 7)})` };
}

function problem(code: BaseProblem, text: string, fix: string): Base {
  return { kind: 'problem', code, problem: text, fix };
}

function unusable({ code, error }: Result, repoDir: string): Base {
  if (code === undefined) {
    return problem('git-missing', 'git could not be started.', 'Install git and make sure that it is on the PATH.');
  }
  const said = error.split('\n')[0] ?? '';
  const fix = 'Run this inside a git repository: git init, then commit the registry.';
  return problem('not-a-repository', `${repoDir} cannot be read as a git repository. git says: ${said}`, fix);
}

function missingRef(ref: string): Base {
  const fix = 'Check the spelling; a branch of the remote has to be fetched first: git fetch origin.';
  return problem('missing-ref', `There is no commit called "${ref}".`, fix);
}

function noDefaultBranch(isShallow: boolean): Base {
  const names = defaultBranches.map(([, shown]) => shown).join(', ');
  const fix = isShallow ? shallowFix : 'Name the revision to compare with: --against <ref>.';
  return problem('no-default-branch', `No default branch was found. Looked for ${names}.`, fix);
}

function withoutMergeBase(
  target: Target,
  { isShallow, against }: { isShallow: boolean; against: string | undefined },
): Base {
  if (isShallow) {
    const text = `This clone is shallow: its history does not reach the merge base with ${target.name}.`;
    return problem('shallow-clone', text, shallowFix);
  }
  if (against !== undefined) return revision(target.commit, target.name);
  const fix = 'Name the revision to compare with: --against <ref>.';
  return problem('unrelated-histories', `HEAD and ${target.name} have no commit in common.`, fix);
}

/**
 * Files below these paths that differ between a commit and the work tree, also files that git does not track yet; relative
 * to the folder, with `/`. Undefined where git cannot say.
 */
export async function changedFiles(
  repoDir: string,
  commit: string,
  paths: readonly string[],
): Promise<string[] | undefined> {
  const git = gitIn(repoDir, 'git');
  const tracked = await git('diff', '--name-only', '--relative', '--no-renames', '-z', commit, '--', ...paths);
  const untracked = await git('ls-files', '--others', '--exclude-standard', '-z', '--', ...paths);
  if (tracked.code !== 0 || untracked.code !== 0) return undefined;
  return [...tracked.out.split('\0'), ...untracked.out.split('\0')].filter((file) => file !== '');
}

/** Tracked files below a path that contain one of these texts, relative to the folder. Undefined where git cannot say. */
export async function filesContaining(
  repoDir: string,
  texts: readonly string[],
  path: string,
): Promise<string[] | undefined> {
  const git = gitIn(repoDir, 'git');
  const { code, out } = await git('grep', '-l', '-z', '-F', ...texts.flatMap((text) => ['-e', text]), '--', path);
  if (code !== 0 && code !== 1) return undefined;
  return out.split('\0').filter((file) => file !== '');
}

/** What a repository says of a path that may be ignored. */
export interface IgnoreRule {
  /** The file that decides, as git names it; empty where none does. */
  readonly source: string;
  readonly pattern: string;
}

/** The rule that decides whether git ignores a path, for each of them, tracked or not. Undefined where git cannot say. */
export async function ignoreRules(repoDir: string, paths: readonly string[]): Promise<IgnoreRule[] | undefined> {
  const git = gitIn(repoDir, 'git');
  const { code, out } = await git('check-ignore', '--verbose', '--non-matching', '--no-index', '--', ...paths);
  if (code !== 0 && code !== 1) return undefined;
  return out.split('\n').map((line) => {
    const [, source = '', pattern = ''] = /^(.*):\d*:(.*)\t/.exec(line) ?? [];
    return { source, pattern };
  });
}

/** Whether git tracks anything below a folder. */
export async function isTracked(repoDir: string, folder: string): Promise<boolean> {
  return (await gitIn(repoDir, 'git')('ls-files', '--', folder)).out !== '';
}

/** Files below these paths, tracked or new, with a line that marks a merge conflict; relative to the folder. None where git cannot say. */
export async function conflictedFiles(repoDir: string, paths: readonly string[]): Promise<string[]> {
  const git = gitIn(repoDir, 'git');
  const marks = '^(<<<<<<<|[|]{7}|>>>>>>>)( |\r?$)';
  const { code, out } = await git('grep', '--untracked', '-l', '-z', '-I', '-E', '-e', marks, '--', ...paths);
  return code === 0 ? out.split('\0').filter((file) => file !== '') : [];
}

/** Runs git in a folder, in English and without asking anything. Never rejects. */
function gitIn(cwd: string, command: string): Git {
  const env = { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
  return (...args) =>
    new Promise((resolve) => {
      const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
      const [out, error]: [Buffer[], Buffer[]] = [[], []];
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => error.push(chunk));
      const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString('utf8').trim();
      child.on('error', ({ message }) => resolve({ code: undefined, out: '', error: message }));
      child.on('close', (code) => resolve({ code: code ?? 1, out: text(out), error: text(error) }));
    });
}
