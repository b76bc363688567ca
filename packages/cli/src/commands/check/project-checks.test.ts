import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../../testing/run-command.js';
import { generate } from '../generate/index.js';
import { newEvent } from '../new/index.js';
import { check } from './index.js';

const folder = mkdtempSync(path.join(tmpdir(), 'sluice-checks-'));
const [published, root] = [path.join(folder, 'published'), path.join(folder, 'work')];
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], { cwd: published });

beforeAll(async () => {
  mkdirSync(path.join(published, 'schemas'), { recursive: true });
  writeFileSync(path.join(published, 'sluice.config.ts'), "export default { targets: ['docs', 'migrations'] };\n");
  writeFileSync(path.join(published, '.gitignore'), '.sluice/\n');
  git('init', '-q', '-b', 'main');
  const options = { owner: 'shop', description: 'Somebody paid.', field: ['note?:string'] };
  expect((await runCommand(newEvent, published, { args: ['buy'], options })).code).toBe(0);
  const file = path.join(published, 'schemas/buy/1.0.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace('Say what note means.', 'What was said.'));
  await runCommand(generate, published);
  git('add', '-A');
  git('commit', '-q', '-m', 'Published');
});
beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  cpSync(published, root, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function edit(file: string, change: (text: string) => string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  let text = '';
  try {
    text = readFileSync(path.join(root, file), 'utf8');
  } catch {}
  writeFileSync(path.join(root, file), change(text));
}

async function checked() {
  const { code, out, err } = await runCommand(check, root, { options: { json: true } });
  const { findings, notices = [] } = JSON.parse(out) as {
    findings: { rule: string; severity: string; event: string; path: string; file?: string }[];
    notices?: { code: string; file: string }[];
  };
  return {
    code,
    err,
    findings: findings.map(({ rule, severity, event, path: at, file }) =>
      [rule, severity, event, file ?? at].join(' '),
    ),
    notices: notices.map((one) => `${one.code} ${one.file}`),
  };
}

const definition = 'schemas/buy/1.0.ts';
const document = 'registry/buy/1.0.json';
const torn = (text: string) => `<<<<<<< HEAD\n${text}=======\n>>>>>>> branch\n`;

test('nothing to say about what is in order', async () => {
  expect(await checked()).toEqual({ code: 0, err: '', findings: [], notices: [] });
});

test('what sluice new wrote for a person to replace is a warning, and the check stays green', async () => {
  const made = await runCommand(newEvent, root, { args: ['sell'], options: { field: ['price:decimal(10,2)'] } });
  expect([made.code, made.out.includes('npx sluice send sell \'{"timestamp":')]).toEqual([0, true]);
  expect((await checked()).findings).toEqual([
    'placeholder-left warning sell ',
    'placeholder-left warning sell ',
    'placeholder-left warning sell price',
  ]);
  edit('schemas/sell/1.0.ts', (text) =>
    text
      .replace('your-team', 'shop')
      .replace(/Describe what happened: \w+/, 'Sold')
      .replace('Say what price means.', 'The price.'),
  );
  await runCommand(generate, root);
  expect((await checked()).findings).toEqual([]);
});

test.each([
  [
    'a changed definition',
    () => edit(definition, (text) => text.replace('What was said.', 'Words.')),
    [`generate-forgotten ${document}`],
  ],
  [
    'a new version',
    () => edit('schemas/buy/1.1.ts', () => readFileSync(path.join(root, definition), 'utf8').replace('1.0', '1.1')),
    ['generate-forgotten registry/buy/1.1.json'],
  ],
  ['a document without its file', () => rmSync(path.join(root, document)), [`registry-missing ${document}`]],
  [
    'an edited description',
    () => edit(document, (text) => text.replace('What was said.', 'Words.')),
    [`registry-edited ${document}`],
  ],
  [
    'an edited bound',
    () => edit(document, (text) => text.replace('"type": "string"', '"maxLength": 7,\n      "type": "string"')),
    [`registry-edited ${document}`],
  ],
  [
    'another formatting',
    () => edit(document, (text) => JSON.stringify(JSON.parse(text))),
    [`registry-edited ${document}`],
  ],
  [
    'both sides changed',
    () => {
      edit(definition, (text) => text.replace('What was said.', 'Words.'));
      edit(document, (text) => text.replace('What was said.', 'Other words.'));
    },
    [`registry-differs ${document}`],
  ],
  ['line endings of another system', () => edit(document, (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`), []],
] as const)('says what a person forgot: %s', async (_, change, want) => {
  change();
  const { code, notices, err, findings } = await checked();
  expect([code, notices, findings]).toEqual([0, want, []]);
  const told = await runCommand(check, root);
  expect([err, told.err.includes('sluice generate')]).toEqual(['', want.length > 0]);
});

test.each([
  ['a generated page', 'generated/docs/buy.md', 'merge-conflict error contract generated/docs/buy.md'],
  ['a new file among them', 'generated/docs/more.md', 'merge-conflict error contract generated/docs/more.md'],
  ['a waiver', 'schemas/buy/waivers/a.json', 'merge-conflict error contract schemas/buy/waivers/a.json'],
])('an unresolved conflict in %s is an error', async (_, file, want) => {
  edit(file, torn);
  const { code, findings } = await checked();
  expect([code, findings.filter((line) => line.startsWith('merge-conflict'))]).toEqual([3, [want]]);
});

test.each(['null', '[]', '7', '{}', '{"x-sluice":null}', '{"x-sluice":{"event":"sell","version":"1.0"}}', '', '{'])(
  'a registry file that was made %j by hand is named with its fix',
  async (text) => {
    edit(document, () => text);
    for (const command of [check, generate]) {
      const error = await runCommand(command, root).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'ContractError', path: document, fix: expect.stringContaining('from git') });
    }
  },
);

test('in a definition, the registry or the configuration it is called that', async () => {
  for (const file of [definition, document]) {
    edit(file, torn);
    expect((await checked()).findings).toEqual([
      `malformed-definition error ${file === definition ? 'buy' : 'contract'} ${file === definition ? '' : file}`,
    ]);
    const error = await runCommand(check, root).catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error)).toContain('merge-conflict');
    cpSync(path.join(published, file), path.join(root, file));
  }
  edit('generated/docs/buy.md', torn);
  expect((await runCommand(generate, root, { options: { check: true } })).out).toContain(
    'generated/docs/buy.md holds an unresolved merge conflict',
  );
});
