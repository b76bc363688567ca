import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineEvent, type FreeSchema, isContractError, Json, modelOf, publish } from '@sluice/contract';
import type { JsonObject, RuntimeVersion, TableNode } from '@sluice/ingest/codegen1';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle, type Loaded, load } from './load.js';
import { suiteFolder } from './suite.js';

interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

/** Files and groups whose schemas say what a definition cannot: they refer to other schemas. */
const REFERENCES: readonly string[] = [
  ...['definitions.json', 'ref.json', 'infinite-loop-detection.json', 'items.json: items and subitems'],
];
/** Formats that are not asserted: texts of other alphabets, and what is no value of an event. */
const FORMATS: readonly string[] = [
  ...['idn-email', 'idn-hostname', 'iri', 'iri-reference', 'regex', 'relative-json-pointer', 'uri-template'],
];

const folder = path.join(suiteFolder, 'draft7');
/** Beside what every validator has to pass: patterns beyond the basic plane. Formats are tested one by one. */
const groups = [...readdirSync(folder), 'optional/non-bmp-regex.json']
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) =>
    (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Group[]).map((group, i) => ({
      ...group,
      file,
      event: `${file
        .replace('.json', '')
        .toLowerCase()
        .replaceAll(/[^a-z0-9]/g, '_')}_${i}x`,
    })),
  );

function definitionOf({ event: name, schema }: (typeof groups)[number]) {
  const data = Json({ description: 'Whatever the schema says.', allOf: [schema as FreeSchema] });
  try {
    return defineEvent({ name, version: '1.0', owner: 'o', description: 'd', properties: { data } });
  } catch (error) {
    if (isContractError(error)) return error.code;
    throw error;
  }
}

const defined = groups.map((group) => ({ ...group, definition: definitionOf(group) }));
const usable = defined.filter(({ definition }) => typeof definition === 'object');

describe('the JSON Schema Test Suite, as definitions can use it', () => {
  it('leaves out schemas that refer to others, and formats that nobody asserts', () => {
    const refused = defined.filter(({ definition }) => typeof definition === 'string');
    const unexpected = refused.filter(({ file, description, definition }) =>
      definition === 'unknown-format'
        ? !FORMATS.includes(description.replace(' format', ''))
        : !REFERENCES.includes(file) && !REFERENCES.includes(`${file}: ${description}`),
    );
    expect(unexpected).toEqual([]);
    expect([usable.length, refused.length]).toEqual([204, 44]);
  });

  const definitions = usable.flatMap(({ definition }) => (typeof definition === 'object' ? [definition] : []));
  const model = modelOf(publish(definitions));
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await load(model);
  });

  it.each(usable)('$file: $description', ({ event, tests }) => {
    const version = loaded.contract.events[event]?.versions[0] as RuntimeVersion;
    const found = tests.map(({ description, data }) => {
      const body: JsonObject = { data };
      const errors = loaded.explain(version.schema as TableNode, body);
      const placed = errors.every((error) => /^\/data(\/|$)/.test(error.path) && error.message !== '');
      return [description, version.check(body), errors.length === 0, placed];
    });
    expect(found).toEqual(tests.map(({ description, valid }) => [description, valid, valid, true]));
  });

  it('runs where no code may be made from text', async () => {
    const count = `
let count = 0;
for (const name in contract.events)
  for (const data of [null, 1, 'x', [], {}])
    for (const { check, schema } of contract.events[name].versions)
      if (check({ data }) === (explain(schema, { data }).length === 0)) count++;
let made = 'made';
try { new Function('') } catch { made = 'refused' }
console.log(count, made);`;
    const input = (await bundle(model)) + count;
    const args = ['--disallow-code-generation-from-strings', '--input-type=module'];
    const { stdout, stderr } = spawnSync(process.execPath, args, { input, encoding: 'utf8' });
    expect([stdout, stderr]).toEqual([`${usable.length * 5} refused\n`, '']);
  });
});
