import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { JsonValue } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { holds } from '../holds.js';
import type { AnySchema } from '../types.js';
import { Universe } from '../universe.js';
import { compileSchema } from './index.js';

const root = fileURLToPath(new URL('../../../test/data/json-schema-test-suite/tests', import.meta.url));

const metaSchemas: { readonly [folder: string]: string } = {
  draft4: 'http://json-schema.org/draft-04/schema#',
  draft6: 'http://json-schema.org/draft-06/schema#',
  draft7: 'http://json-schema.org/draft-07/schema#',
  'draft2019-09': 'https://json-schema.org/draft/2019-09/schema',
  'draft2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

interface Group {
  readonly description: string;
  readonly schema: AnySchema;
  readonly tests: readonly { readonly description: string; readonly data: JsonValue; readonly valid: boolean }[];
}

function groupsOf(folder: string, file: string): Group[] {
  return JSON.parse(readFileSync(`${root}/${folder}/${file}`, 'utf8')) as Group[];
}

function filesOf(folder: string): string[] {
  return readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}

/** What came out otherwise than the suite says: problems by group, wrong and undecided answers by test. */
function run(folder: string, file: string): { other: string[]; undecided: string[]; cases: number } {
  const result = { other: [] as string[], undecided: [] as string[], cases: 0 };
  const assertFormat = file.includes('optional/format/');
  for (const { description, schema, tests } of groupsOf(folder, file)) {
    const declared = typeof schema === 'boolean' ? schema : { $schema: metaSchemas[folder], ...schema };
    const compiled = compileSchema(new Universe(), declared, { name: 's', assertFormat, policy: 'strict' });
    const name = `${folder}/${file}: ${description}`;
    result.cases += tests.length;
    if ('problem' in compiled) {
      result.other.push(`${name}: ${compiled.problem.code}`);
      continue;
    }
    for (const test of tests) {
      const verdict = holds(compiled.formula, test.data);
      if (verdict === undefined) result.undecided.push(`${name} / ${test.description}`);
      else if (verdict !== test.valid) result.other.push(`${name} / ${test.description}: ${verdict}`);
    }
  }
  return result;
}
describe('x', () => {
  it.each(Object.keys(metaSchemas))('%s', (folder) => {
    const all = filesOf(folder).map((file) => run(folder, file));
    console.log(
      JSON.stringify(
        {
          other: all.flatMap((a) => a.other),
          undecided: all.flatMap((a) => a.undecided),
          n: all.reduce((s, a) => s + a.cases, 0),
        },
        null,
        1,
      ),
    );
    expect(1).toBe(1);
  });
});
