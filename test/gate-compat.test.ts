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
        { error: { code: 'not-json', message: expect.any(String) } },
        { id: 'r', error: expect.objectContaining({ code: 'remote-ref', side: 'old' }) },
        { id: null, error: { code: 'not-a-pair', message: 'The line has no "old".' } },
        { id: 2, backward: 'compatible', findings: [] },
      ],
    ]);
  });
});
