import { existsSync } from 'node:fs';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Finished, root, run, sluice, tempFolder, tempProject } from './support/sluice.js';

const action = path.join(root, '.github', 'actions', 'contract-check');

let project: string;
let out: string;
beforeEach(async () => {
  project = await tempProject();
  out = await tempFolder();
});
afterEach(() => Promise.all([project, out].map((folder) => rm(folder, { recursive: true, force: true }))));

/** Runs a script of the action with variables of its own. */
function script(name: string, variables: { readonly [name: string]: string }): Promise<Finished> {
  const assigned = Object.entries(variables).map(([variable, value]) => `${variable}=${value}`);
  return run('env', [...assigned, path.join(action, name)], project);
}

const command = `${process.execPath} ${path.join(root, 'packages', 'cli', 'bin', 'sluice.js')}`;
const check = () => script('check.sh', { SLUICE: command, AGAINST: 'HEAD', SARIF: 'true', OUT: out });
const codeOfGate = async () => (await readFile(path.join(out, 'code'), 'utf8')).trim();

describe('check.sh of the action', () => {
  it('reports files that are out of date, a clean contract, and a broken one', async () => {
    await check();
    expect([await codeOfGate(), existsSync(path.join(out, 'report.md'))]).toEqual(['4', true]);
    await sluice(['generate'], project);
    await check();
    expect(await codeOfGate()).toBe('0');
    await rm(path.join(project, 'schemas', 'login'), { recursive: true });
    const { out: annotations } = await check();
    expect([await codeOfGate(), annotations]).toEqual([
      '3',
      expect.stringContaining('::error file=schemas/login/1.0.ts'),
    ]);
    const [{ results }] = JSON.parse(await readFile(path.join(out, 'findings.sarif'), 'utf8')).runs;
    expect(results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level])).toEqual([
      ['event-removed', 'error'],
      ['event-removed', 'warning'],
    ]);
  });

  it('leaves no report of an earlier run where the check cannot run', async () => {
    await writeFile(path.join(out, 'report.md'), 'old');
    await script('check.sh', { SLUICE: command, AGAINST: 'nowhere', OUT: out });
    expect([await codeOfGate(), existsSync(path.join(out, 'report.md'))]).toEqual(['1', false]);
  });
});

describe('comment.sh of the action', () => {
  it.each([
    { name: 'writes a comment where there is none', found: '', want: '--method POST repos/a/b/issues/7/comments' },
    {
      name: 'brings the first of its own up to date',
      found: '42\n43\n',
      want: '--method PATCH repos/a/b/issues/comments/42',
    },
  ])('$name', async ({ found, want }) => {
    const report = path.join(out, 'report.md');
    await writeFile(report, '<!-- sluice check -->');
    await writeFile(path.join(out, 'found'), found);
    const fake = `#!/bin/sh\necho "$*" >> '${out}/calls'\ncase "$*" in *--paginate*) cat '${out}/found';; esac\n`;
    await writeFile(path.join(out, 'gh'), fake);
    await chmod(path.join(out, 'gh'), 0o755);
    const variables = { REPOSITORY: 'a/b', PULL_REQUEST: '7', REPORT: report, PATH: `${out}:${process.env.PATH}` };
    const { code, err } = await script('comment.sh', variables);
    const calls = (await readFile(path.join(out, 'calls'), 'utf8')).trim().split('\n');
    expect([code, err, calls.at(-1)]).toEqual([0, '', `api --silent ${want} --field body=@${report}`]);
  });
});
