import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { completionsOf, errorsOf, expectedIn, places, projectOf, settings } from './compiler.js';

const text = readFileSync(new URL('definition.txt', import.meta.url), 'utf8');

describe.each(Object.entries(settings))('a definition in a project that is %s', (_, options) => {
  const project = projectOf(options, { '/app/definition.ts': text, '/other/definition.js': text });
  test.each(['/app/definition.ts', '/other/definition.js'])(
    '%s has exactly the errors that its comments say',
    (file) => {
      const errors = errorsOf(project, file);
      expect(places(errors)).toEqual(expectedIn(text));
      expect(errors.filter((error) => error.length > 320 || error.split('\n').length > 4)).toEqual([]);
    },
  );
});

describe('messages', () => {
  const about = "{ description: 'Said.' }";
  const given = {
    'Type.String()': [
      "Type 'TextSchema<DescriptionMissing>' is not assignable to type 'FieldSchema'.",
      "  Types of property 'description' are incompatible.",
      "    Type 'DescriptionMissing' is not assignable to type 'string'.",
    ],
    'Type.Integer()': [
      "Type 'Schema<DescriptionMissing, \"field\">' is not assignable to type 'FieldSchema'.",
      "  Type 'DescriptionMissing' is not assignable to type 'string'.",
    ],
    "Type.String({ description: 'Said.', sensitivity: 'pii' })": [
      'Type \'"pii"\' is not assignable to type \'"public" | "internal" | "pseudonymous" | "personal" | "secret" | undefined\'.',
    ],
    "Type.String({ description: 'Said.', minimum: 1 })": [
      "Object literal may only specify known properties, and 'minimum' does not exist in type 'TextOptions<string>'.",
    ],
    "Type.String({ description: 'Said.', maxLenght: 1 })": [
      "Object literal may only specify known properties, but 'maxLenght' does not exist in type 'TextOptions<string>'. Did you mean to write 'maxLength'?",
    ],
    [`Type.Union([Type.String(), Type.Null()], ${about})`]: [
      "Type 'OnlyInJson' is not assignable to type 'FieldSchema'.",
      "  Type 'NoColumnType' is not assignable to type 'string'.",
    ],
  };
  const source = (field: string) =>
    `import { type FieldSchema, Type } from '@sluice/contract';\nexport const a: FieldSchema = ${field};`;
  const files = Object.keys(given).map((field, index) => [`/app/${index}.ts`, source(field)] as const);
  const project = projectOf({ strict: true }, Object.fromEntries(files));
  test.each(Object.entries(given))('%s', (field, want) => {
    const file = files.find(([, text]) => text === source(field))?.[0] ?? '';
    expect(errorsOf(project, file).map((error) => error.replace(/^2 TS\d+ /, ''))).toEqual([want.join('\n')]);
  });
});

describe('completion', () => {
  const cases = [
    {
      name: 'options of a text',
      given: 'Type.String({ | })',
      want: [
        ...['column', 'default', 'deprecated', 'description', 'examples', 'format', 'maxLength', 'minLength'],
        ...['pattern', 'renamedFrom', 'sensitivity'],
      ],
    },
    {
      name: 'options of a decimal',
      given: 'Decimal(10, 2, { | })',
      want: ['column', 'default', 'deprecated', 'description', 'examples', 'renamedFrom', 'sensitivity'],
    },
    {
      name: 'sensitivities',
      given: "Type.Optional(Type.Array(Type.String({ sensitivity: '|' })))",
      want: ['internal', 'personal', 'pseudonymous', 'public', 'secret'],
    },
    { name: 'values of an enum', given: "Enum(['a', 'b'], { default: '|' })", want: ['a', 'b'] },
    {
      name: 'parts of a deprecation',
      given: 'Uuid({ deprecated: { | } })',
      want: ['removeAfter', 'replacedBy', 'since'],
    },
  ];
  const start = "import { Decimal, Enum, Type, Uuid } from '@sluice/contract';\nexport const a = ";
  const files = cases.map(({ name, given }) => [`/app/${name}.ts`, `${start}${given.replace('|', '')};`] as const);
  const project = projectOf({ strict: true }, Object.fromEntries(files));
  test.each(cases)('$name', ({ name, given, want }) => {
    expect(completionsOf(project, `/app/${name}.ts`, start.length + given.indexOf('|'))).toEqual(want);
  });
});
