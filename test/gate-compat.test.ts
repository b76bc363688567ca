import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sluice, tempFolder } from './support/sluice.js';

let folder: string;
beforeAll(async () => {
  folder = await tempFolder();
  const schemas = {
    integer: { type: 'object', properties: { 'a b': { type: 'integer' } } },
    number: { type: 'object', properties: { 'a b': { type: 'number' } } },
    remote: { $ref: 'https://example.com/other.json' },
  };
  for (const [name, schema] of Object.entries(schemas)) {
    await writeFile(path.join(folder, `${name}.json`), JSON.stringify(schema));
  }
  await writeFile(path.join(folder, 'broken.json'), '{');
});
afterAll(() => rm(folder, { recursive: true }));

const compat = (...args: string[]) => sluice(['compat', ...args], folder);

describe('sluice compat', () => {
  it('proves one direction and shows a value for the other', async () => {
    const { code, out } = await compat('integer.json', 'number.json', '--json');
    expect([code, JSON.parse(out)]).toEqual([
      3,
      {
        backward: 'compatible',
        forward: 'breaking',
        findings: [
          {
            rule: 'type-changed',
            direction: 'forward',
            verdict: 'breaking',
            path: '["a b"]',
            keyword: 'type',
            message: 'The new schema accepts the value, the old one refuses it: must be integer.',
            witness: { 'a b': expect.any(Number) },
          },
        ],
      },
    ]);
  });

  it.each([
    { name: 'the direction that was asked', args: ['integer.json', 'number.json', '--direction', 'backward'], want: 0 },
    { name: 'a schema with itself', args: ['number.json', 'number.json'], want: 0 },
    { name: 'a direction that breaks', args: ['integer.json', 'number.json', '--direction', 'forward'], want: 3 },
    { name: 'a reference to somewhere else', args: ['remote.json', 'number.json'], want: 3 },
    { name: 'one file only', args: ['number.json'], want: 2 },
    { name: 'a file that is no JSON', args: ['number.json', 'broken.json'], want: 2 },
    { name: 'a policy that does not exist', args: ['number.json', 'number.json', '--policy', 'lax'], want: 2 },
    { name: 'pairs that cannot be read', args: ['--pairs', 'nowhere.ndjson'], want: 2 },
  ])('exits as the gate does: $name', async ({ args, want }) => {
    expect((await compat(...args)).code).toBe(want);
  });

  it('answers each line of a file of pairs, whatever the others are', async () => {
    const lines = [
      '{"id":1,"old":{"type":"integer"},"new":{"type":"number"}}',
      '{',
      '',
      '{"id":"r","old":{"$ref":"https://example.com/x"},"new":{}}',
      '{"id":null,"new":{}}',
      '{"id":2,"old":true,"new":true}',
    ];
    const { code, out } = await sluice(['compat', '--pairs', '-', '--direction', 'backward'], folder, lines.join('\n'));
    const results = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect([code, results]).toEqual([
      3,
      [
        { id: 1, backward: 'compatible', findings: [] },
        { error: { code: 'not-json', line: 2, message: expect.any(String) } },
        { id: 'r', error: expect.objectContaining({ code: 'remote-ref', side: 'old' }) },
        { id: null, error: { code: 'not-a-pair', line: 5, message: 'Line 5 has no "old".' } },
        { id: 2, backward: 'compatible', findings: [] },
      ],
    ]);
  });

  it.each<{ name: string; line: string; want: object }>([
    { name: 'a byte order mark', line: '\uFEFF{"id":1,"old":{},"new":{}}', want: { id: 1, backward: 'compatible' } },
    { name: 'a carriage return', line: '{"id":1,"old":{},"new":{}}\r', want: { id: 1, backward: 'compatible' } },
    {
      name: 'booleans',
      line: '{"id":1,"old":true,"new":false}',
      want: { backward: 'breaking', forward: 'compatible' },
    },
    {
      name: 'a line separator inside a text',
      line: '{"id":1,"old":{"const":"a\u2028b"},"new":{"type":"string"}}',
      want: { backward: 'compatible', forward: 'breaking' },
    },
    {
      name: 'a line of a megabyte',
      line: `{"id":1,"old":{"const":"${'x'.repeat(1_000_000)}"},"new":{"type":"string"}}`,
      want: { backward: 'compatible', forward: 'breaking' },
    },
    {
      name: 'null for a schema',
      line: '{"id":1,"old":null,"new":{}}',
      want: { error: { code: 'not-a-schema', side: 'old', path: '' } },
    },
    { name: 'a list for a line', line: '[1]', want: { error: { code: 'not-a-pair', line: 1 } } },
    { name: 'something behind', line: '{"id":1,"old":{},"new":{}} x', want: { error: { code: 'not-json', line: 1 } } },
    {
      name: 'a reference that leads nowhere',
      line: '{"id":1,"old":{},"new":{"$ref":"#/$defs/a"}}',
      want: { id: 1, error: { code: 'missing-ref', side: 'new', path: '/$ref' } },
    },
    {
      name: 'what is no regular expression',
      line: '{"id":1,"old":{"properties":{"a":{"pattern":"("}}},"new":{}}',
      want: { id: 1, error: { code: 'bad-keyword', side: 'old', path: '/properties/a/pattern' } },
    },
    {
      name: 'what is no regular expression, for names',
      line: '{"id":1,"old":{},"new":{"patternProperties":{"[":true}}}',
      want: { id: 1, error: { code: 'bad-keyword', side: 'new', path: '/patternProperties/[' } },
    },
    {
      name: 'a keyword of the wrong type',
      line: '{"id":1,"old":{"minLength":"3"},"new":{}}',
      want: { id: 1, error: { code: 'bad-keyword', path: '/minLength' } },
    },
    {
      name: 'a number that is too large to reckon with',
      line: '{"id":1,"old":{"enum":[{"a":1e4000}]},"new":{}}',
      want: { id: 1, error: { code: 'bad-keyword', path: '/enum' } },
    },
    {
      name: 'a number that no double holds',
      line: '{"id":1,"old":{"enum":[{"a":1e400}]},"new":{"enum":[1]}}',
      want: { id: 1, backward: 'breaking', forward: 'breaking' },
    },
    {
      name: 'a draft that nobody knows',
      line: '{"id":1,"old":{"$schema":"https://example.com/meta"},"new":{}}',
      want: { id: 1, error: { code: 'unknown-draft', path: '/$schema' } },
    },
    {
      name: 'schemas inside each other without end',
      line: `{"id":1,"old":${'{"not":'.repeat(5000)}{}${'}'.repeat(5000)},"new":{"type":"string"}}`,
      want: { id: 1, backward: 'unknown' },
    },
    {
      name: 'formats, which are annotations',
      line: '{"id":1,"old":{},"new":{"format":"email"}}',
      want: { backward: 'compatible' },
    },
  ])('has an answer to $name', async ({ line, want }) => {
    const { out } = await sluice(['compat', '--pairs', '-', '--policy', 'strict'], folder, `${line}\n`);
    expect(JSON.parse(out)).toMatchObject(want);
  });

  it('asserts formats where it is told to', async () => {
    const line = '{"id":1,"old":{"type":"string"},"new":{"format":"ipv4"}}';
    const { out } = await sluice(['compat', '--pairs', '-', '--policy', 'strict', '--assert-format'], folder, line);
    expect(JSON.parse(out)).toMatchObject({ backward: 'breaking', forward: 'breaking' });
  });
});
