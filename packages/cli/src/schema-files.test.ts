import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ProblemList } from '@sluice/project';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compat } from './commands/compat/index.js';
import { ddl } from './commands/ddl/index.js';
import { answerOf } from './testing/command.js';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'sluice-files-'));
});
afterAll(() => rm(home, { recursive: true }));

type Contents = { readonly [file: string]: unknown };

const text = { type: 'string' };
const whole = { type: 'integer' };
let made = 0;

/** Writes files into a folder of their own: texts as they are, all else as JSON. */
async function folderOf(files: Contents): Promise<string> {
  made += 1;
  const folder = path.join(home, String(made));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

interface Leads {
  readonly name: string;
  readonly reference?: string;
  readonly around?: object;
  readonly files: (type: object) => Contents;
}

const draft4 = { $schema: 'http://json-schema.org/draft-04/schema#' };
const draft7 = { $schema: 'http://json-schema.org/draft-07/schema#' };
const at = (id: string) => ({ $id: `https://example.com/schemas/${id}` });

/** Property `a` of `main.json` refers to a schema of another file. */
const leads: readonly Leads[] = [
  { name: 'a file beside it', reference: 'item.json', files: (type) => ({ 'item.json': type }) },
  { name: './', reference: './item.json', files: (type) => ({ 'item.json': type }) },
  { name: 'an empty fragment', reference: 'item.json#', files: (type) => ({ 'item.json': type }) },
  { name: 'a folder below', reference: 'sub/item.json', files: (type) => ({ 'sub/item.json': type }) },
  { name: 'down and up again', reference: 'sub/../item.json', files: (type) => ({ 'item.json': type }) },
  {
    name: 'a definition',
    reference: 'item.json#/definitions/x',
    files: (type) => ({ 'item.json': { definitions: { x: type } } }),
  },
  {
    name: 'a pointer with escapes',
    reference: 'item.json#/definitions/x~1y%20z',
    files: (type) => ({ 'item.json': { definitions: { 'x/y z': type } } }),
  },
  { name: 'a name with a blank', reference: 'my%20item.json', files: (type) => ({ 'my item.json': type }) },
  {
    name: 'an anchor',
    reference: 'item.json#x',
    files: (type) => ({ 'item.json': { $defs: { x: { $anchor: 'x', ...type } } } }),
  },
  { name: 'any ending', reference: 'item.schema', files: (type) => ({ 'item.schema': type }) },
  {
    name: 'a byte order mark',
    reference: 'item.json',
    files: (type) => ({ 'item.json': `\uFEFF${JSON.stringify(type)}` }),
  },
  {
    name: 'one file to the next, from a folder up',
    reference: 'sub/item.json',
    files: (type) => ({ 'sub/item.json': { $ref: '../other.json#/$defs/x' }, 'other.json': { $defs: { x: type } } }),
  },
  {
    name: 'back to the first',
    reference: 'item.json',
    files: () => ({ 'item.json': { $ref: 'main.json#/$defs/x' } }),
  },
  { name: 'itself by its file name', reference: 'main.json#/$defs/x', files: () => ({}) },
  { name: 'its identifier', around: at('main.json'), reference: 'item.json', files: (type) => ({ 'item.json': type }) },
  {
    name: 'the identifiers of both',
    around: at('main.json'),
    reference: 'item.json',
    files: (type) => ({ 'item.json': { ...at('item.json'), ...type } }),
  },
  {
    name: 'an absolute identifier below its folder',
    around: at('main.json'),
    reference: 'https://example.com/schemas/sub/item.json',
    files: (type) => ({ 'sub/item.json': { ...at('sub/item.json'), ...type } }),
  },
  {
    name: 'another identifier than its file name says',
    reference: 'item.json',
    files: (type) => ({ 'item.json': { $id: 'https://elsewhere.example/thing', ...type } }),
  },
  {
    name: 'the same identifier twice',
    reference: 'item.json',
    files: (type) => ({
      'item.json': { $id: 'https://example.com/x', allOf: [{ $ref: 'other.json' }] },
      'other.json': { $id: 'https://example.com/x', ...type },
    }),
  },
  {
    name: 'a name that is no address',
    around: { $id: 'urn:example:main' },
    reference: 'item.json',
    files: (type) => ({ 'item.json': type }),
  },
  {
    name: 'draft-04',
    around: draft4,
    reference: 'item.json',
    files: (type) => ({ 'item.json': { ...draft4, id: 'item', ...type } }),
  },
  {
    name: 'draft-07, and on',
    around: draft7,
    reference: 'item.json',
    files: (type) => ({ 'item.json': { $ref: 'other.json', maxLength: 0 }, 'other.json': type }),
  },
  {
    name: 'a circle',
    reference: 'item.json#/$defs/x',
    files: (type) => ({
      'item.json': { $defs: { x: type, y: { $ref: 'other.json' } } },
      'other.json': { properties: { next: { $ref: 'item.json#/$defs/y' } } },
    }),
  },
];

describe('schemas in several files', () => {
  it.each(leads)('are read where a reference leads to $name', async ({ reference, around = {}, files }) => {
    const folders = await Promise.all(
      [text, whole].map((type) =>
        folderOf({
          'main.json': { ...around, type: 'object', properties: { a: { $ref: reference } }, $defs: { x: type } },
          ...files(type),
        }),
      ),
    );
    const [old, fresh] = folders.map((folder) => `${folder}/main.json`) as [string, string];
    const { code, out } = await answerOf(compat, [old, fresh], { json: true }, home);
    expect([code, JSON.parse(out)]).toMatchObject([
      3,
      { backward: 'breaking', findings: [{ witness: { a: '' } }, { witness: { a: 0 } }] },
    ]);
    const same = await answerOf(compat, [old, old], {}, home);
    expect(same.code).toBe(0);
    const table = await answerOf(ddl, [fresh], { json: true, dialect: 'duckdb' }, home);
    expect([table.code, JSON.parse(table.out)]).toEqual([0, [{ name: 'a', type: 'BIGINT', nullable: true }]]);
  });

  const broken: readonly (readonly [string, string, Contents, string, string])[] = [
    ['a file that is not there', 'item.json', {}, 'missing-file', 'there is no file item.json.'],
    ['a folder', 'sub', { 'sub/x.json': {} }, 'not-a-file', 'sub is a folder or no plain file.'],
    ['the folder above', '../item.json', {}, 'outside-folder', '../item.json lies outside of the folder of the schema'],
    ['the folder above, hidden', 'sub/..%2F..%2Fitem.json', {}, 'outside-folder', '../item.json lies outside'],
    ['an absolute path', '/etc/passwd', {}, 'outside-folder', 'absolute paths are not followed.'],
    ['a file URL', 'file:///etc/passwd', {}, 'outside-folder', 'file URLs are not followed.'],
    ['a file URL in capitals', 'FILE:///etc/passwd', {}, 'outside-folder', 'file URLs are not followed.'],
    ['what is no JSON', 'item.json', { 'item.json': '{' }, 'not-json', 'item.json is no JSON: '],
    ['what is YAML', 'item.yaml', { 'item.yaml': 'type: string' }, 'not-json', 'item.yaml is no JSON: '],
    ['what is no schema', 'item.json', { 'item.json': [] }, 'not-a-schema', 'item.json holds no schema'],
    ['a name with a zero', 'item%00.json', {}, 'unreadable-file', 'cannot be read'],
    ['a symbolic link out of the folder', 'link.json', {}, 'outside-folder', 'link.json lies outside of the folder'],
    [
      'a file below a symbolic link',
      'away/main.json',
      {},
      'outside-folder',
      'away/main.json lies outside of the folder',
    ],
  ];

  it.each(broken)('are refused where a reference leads to %s', async (_, reference, files, code, message) => {
    const elsewhere = await folderOf({ 'main.json': text });
    const folder = await folderOf({ 'main.json': { properties: { a: { $ref: reference } } }, ...files });
    await symlink(path.join(elsewhere, 'main.json'), path.join(folder, 'link.json'));
    await symlink(elsewhere, path.join(folder, 'away'));
    const want = {
      code,
      path: `${folder}/main.json#/properties/a/$ref`,
      message: expect.stringContaining(`"$ref" is ${JSON.stringify(reference)}: `),
      fix: expect.any(String),
    };
    for (const [command, args, options] of [
      [compat, [`${folder}/main.json`, `${folder}/main.json`], {}],
      [ddl, [`${folder}/main.json`], { dialect: 'duckdb' }],
    ] as const) {
      const error = await answerOf(command, args, options, home).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ProblemList);
      expect((error as ProblemList).problems).toEqual([want]);
      expect((error as ProblemList).problems[0]?.message).toContain(message);
    }
  });

  it('are read below the folder that --root names', async () => {
    const folder = await folderOf({
      'api/main.json': { properties: { a: { $ref: '../common/item.json' } } },
      'common/item.json': whole,
    });
    const table = await answerOf(ddl, ['api/main.json'], { json: true, dialect: 'duckdb', root: '.' }, folder);
    expect(JSON.parse(table.out)).toEqual([{ name: 'a', type: 'BIGINT', nullable: true }]);
    await expect(answerOf(ddl, ['api/main.json'], { dialect: 'duckdb', root: 'common' }, folder)).rejects.toThrow(
      'api/main.json does not lie in --root common.',
    );
  });

  it('leave addresses alone, and files that nobody needs', async () => {
    const folder = await folderOf({
      'main.json': {
        properties: { a: text },
        $defs: { unused: { $ref: 'missing.json' } },
        const: { a: { $ref: 'data.json' } },
      },
      'far.json': { $ref: 'https://example.com/far.json' },
    });
    expect((await answerOf(compat, ['main.json', 'main.json'], {}, folder)).code).toBe(0);
    const far = await answerOf(compat, ['far.json', 'main.json'], {}, folder).catch(
      (thrown: ProblemList) => thrown.problems,
    );
    expect(far).toMatchObject([{ code: 'remote-ref', path: 'far.json#/$ref' }]);
  });

  it('are named in what is wrong with them', async () => {
    const folder = await folderOf({
      'main.json': { properties: { a: { $ref: 'sub/item.json' } } },
      'sub/item.json': { properties: { b: { minimum: 'x' } } },
    });
    const wrong = await answerOf(compat, ['main.json', 'main.json'], {}, folder).catch(
      (thrown: ProblemList) => thrown.problems,
    );
    expect(wrong).toMatchObject([
      {
        code: 'bad-keyword',
        path: 'sub/item.json#/properties/b/minimum',
        message: expect.stringContaining('at sub/item.json#/properties/b/minimum is "x"'),
      },
    ]);
  });

  it.each([
    ['a type', { type: 'string' }, { a: 1 }, 'a', 'type'],
    ['what is demanded', { required: ['b'] }, { a: {} }, 'a.b', 'required'],
    ['a definition', { $ref: '#/$defs/x', $defs: { x: { maximum: 1 } } }, { a: 2 }, 'a', 'maximum'],
    ['an element', { items: { $ref: 'deep/y.json' } }, { a: [2] }, 'a[]', 'const'],
  ])('are named in findings: %s', async (_, item, witness, place, keyword) => {
    const old = await folderOf({ 'main.json': { const: witness } });
    const fresh = await folderOf({
      'main.json': { properties: { a: { $ref: 'sub/item.json' } } },
      'sub/item.json': item,
      'sub/deep/y.json': { const: 1 },
    });
    const args = [path.join(old, 'main.json'), 'main.json'];
    const { out } = await answerOf(compat, args, { json: true, direction: 'backward' }, fresh);
    const file = keyword === 'const' ? 'sub/deep/y.json' : 'sub/item.json';
    expect(JSON.parse(out).findings).toMatchObject([{ path: place, keyword, file, witness }]);
    const text = await answerOf(compat, args, { direction: 'backward' }, fresh);
    expect(text.out).toContain(` at ${place} (${file})`);
  });

  it('are read as deep as the reader of JSON goes, and no further', async () => {
    const nested = (depth: number) => `${'{"not":'.repeat(depth)}{}${'}'.repeat(depth)}`;
    const folder = await folderOf({ 'main.json': nested(900), 'deep.json': nested(20_000) });
    const { code, out } = await answerOf(compat, ['main.json', 'main.json'], { json: true }, folder);
    expect([code, JSON.parse(out)]).toMatchObject([3, { backward: 'unknown', findings: [{ keyword: 'nesting' }, {}] }]);
    const deep = answerOf(compat, ['deep.json', 'main.json'], {}, folder);
    await expect(deep).rejects.toThrow('deep.json nests 20001 levels');
  });

  it('are named in messages as they were referred to', async () => {
    const folder = await folderOf({
      'main.json': { type: 'object', properties: { a: { $ref: 'item.json#/nope' } } },
      'item.json': { $id: 'https://elsewhere.example/thing', properties: { b: { $ref: 'main.json' } } },
      'round.json': { type: 'object', properties: { a: { $ref: 'again.json' } } },
      'again.json': { properties: { b: { $ref: 'round.json' } } },
    });
    const wrong = await answerOf(compat, ['main.json', 'main.json'], {}, folder).catch(
      (one: ProblemList) => one.problems,
    );
    expect(wrong).toMatchObject([
      { message: expect.stringContaining('is "item.json#/nope", but nothing stands there') },
    ]);
    const { err } = await answerOf(ddl, ['round.json'], { dialect: 'duckdb' }, folder);
    expect(err).toContain('The schema contains itself by $ref "round.json"');
  });
});
