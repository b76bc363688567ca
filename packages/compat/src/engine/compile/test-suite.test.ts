import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { JsonValue } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { oracleOf } from '../../oracle/index.js';
import { holds } from '../holds.js';
import type { AnySchema } from '../types.js';
import { Universe } from '../universe.js';
import { assertedFormats, compileSchema } from './index.js';

const data = fileURLToPath(new URL('../../../test/data', import.meta.url));
const root = `${data}/json-schema-test-suite/tests`;

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

/** Names of groups and tests, without the draft: what is otherwise is so in every draft that has it. */
interface Exceptions {
  readonly problems: { readonly [group: string]: string };
  readonly formats: readonly string[];
  readonly undecided: readonly string[];
  readonly ajv: readonly string[];
  readonly ajvUndecided: readonly string[];
}

const exceptions = JSON.parse(readFileSync(`${data}/json-schema-test-suite-exceptions.json`, 'utf8')) as Exceptions;

function filesOf(folder: string): string[] {
  return readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.json') && isAsserted(file))
    .sort();
}

function isAsserted(file: string): boolean {
  const format = /^optional\/format\/(.*)\.json$/.exec(file)?.[1];
  return format === undefined || format === 'ecmascript-regex' || assertedFormats.includes(format);
}

/** What the formula or Ajv answer otherwise than the suite, and what each leaves open. */
interface Outcome {
  readonly cases: number;
  readonly problems: { [group: string]: string };
  readonly wrong: string[];
  readonly undecided: string[];
  readonly ajvWrong: string[];
  readonly ajvUndecided: string[];
}

function run(folder: string): Outcome {
  const outcome = { cases: 0, problems: {}, wrong: [], undecided: [], ajvWrong: [], ajvUndecided: [] };
  for (const file of filesOf(folder)) {
    const groups = JSON.parse(readFileSync(`${root}/${folder}/${file}`, 'utf8')) as Group[];
    for (const group of groups) runGroup(outcome, folder, file, group);
  }
  return outcome;
}

function runGroup(outcome: Outcome, folder: string, file: string, { description, schema, tests }: Group): void {
  const assertFormat = file.startsWith('optional/format/');
  const declared = typeof schema === 'boolean' ? schema : { $schema: metaSchemas[folder], ...schema };
  const compiled = compileSchema(new Universe(), declared, { name: 's', assertFormat, policy: 'strict' });
  const name = `${file}: ${description}`;
  if ('problem' in compiled) {
    outcome.problems[name] = compiled.problem.code;
    return;
  }
  const oracle = oracleOf(declared, { assertFormat });
  for (const test of tests) {
    (outcome as { cases: number }).cases++;
    const at = `${name}: ${test.description}`;
    sort(holds(compiled.formula, test.data), test.valid, at, outcome.wrong, outcome.undecided);
    sort(oracle?.accepts(test.data), test.valid, at, outcome.ajvWrong, outcome.ajvUndecided);
  }
}

function sort(verdict: boolean | undefined, want: boolean, at: string, wrong: string[], undecided: string[]): void {
  if (verdict === undefined) undecided.push(at);
  else if (verdict !== want) wrong.push(at);
}

const outcomes = Object.keys(metaSchemas).map((folder) => ({ folder, ...run(folder) }));
const named = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat())].sort();

describe('the JSON Schema Test Suite', () => {
  it('is run in full', () => {
    expect(outcomes.map(({ folder, cases }) => [folder, cases])).toEqual([
      ['draft4', 821],
      ['draft6', 1145],
      ['draft7', 1440],
      ['draft2019-09', 1885],
      ['draft2020-12', 1919],
    ]);
  });

  it('is compiled, but for what refers to other documents', () => {
    expect(Object.assign({}, ...outcomes.map(({ problems }) => problems))).toEqual(exceptions.problems);
    expect(new Set(Object.values(exceptions.problems))).toEqual(new Set(['remote-ref']));
  });

  it('agrees with the formulas, but for formats that ajv-formats reads otherwise', () => {
    expect(named(outcomes.map(({ wrong }) => wrong))).toEqual(exceptions.formats);
    expect(exceptions.formats.filter((name) => !name.startsWith('optional/format/'))).toEqual([]);
  });

  it('is decided by the formulas, but where flag u makes a difference', () => {
    expect(named(outcomes.map(({ undecided }) => undecided))).toEqual(exceptions.undecided);
  });

  it('agrees with the oracle, but for what Ajv is known to get wrong', () => {
    expect(named(outcomes.map(({ ajvWrong }) => ajvWrong))).toEqual([...exceptions.ajv, ...exceptions.formats].sort());
    expect(named(outcomes.map(({ ajvUndecided }) => ajvUndecided))).toEqual(exceptions.ajvUndecided);
  });
});
