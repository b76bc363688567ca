import {
  Date_,
  Decimal,
  defineEnvelope,
  defineEvent,
  Enum,
  EpochMillis,
  Id64,
  Int32,
  Json,
  modelOf,
  publish,
  Timestamp,
  Type,
  Uuid,
} from '@sluice/contract';
import { describe, expect, test } from 'vitest';
import { emitSdk } from './emit.js';
import { hoverOver, projectOf } from './test/compile.js';

const about = { description: 'Said.' };
const secret = { description: 'Said.', sensitivity: 'secret' } as const;

/** Fields, and what an editor shows of each behind its description. */
const cases = {
  bool: [Type.Boolean({ ...about, examples: [true] }), ['@example true']],
  small: [Int32(about), ['Format: whole number.']],
  bounded: [
    Int32({ ...about, minimum: 1, exclusiveMaximum: 9, multipleOf: 2 }),
    ['Format: whole number, at least 1, less than 9, a multiple of 2.'],
  ],
  whole: [Type.Integer({ ...about, maximum: 5 }), ['Format: whole number, at most 5.']],
  id: [Id64(about), ['Format: whole number of 64 bits, as digits.']],
  real: [Type.Number({ ...about, minimum: -1, exclusiveMinimum: 0 }), ['Format: at least -1, more than 0.']],
  plain: [Type.Number(about), []],
  money: [
    Decimal(10, 2, { ...about, examples: ['1.50'] }),
    ['Format: decimal, 2 places, at most 10 digits in all.', '@example "1.50"'],
  ],
  dime: [Decimal(3, 1, about), ['Format: decimal, 1 place, at most 3 digits in all.']],
  limited: [Type.String({ ...about, minLength: 1, maxLength: 80 }), ['Format: 1 to 80 characters.']],
  atMost: [Type.String({ ...about, maxLength: 1 }), ['Format: at most 1 character.']],
  code: [
    Type.String({ ...about, minLength: 2, maxLength: 2, pattern: '^[A-Z]{2}$' }),
    ['Format: 2 characters, matches ^[A-Z]{2}$.'],
  ],
  mail: [
    Type.String({ ...about, format: 'email', sensitivity: 'personal' }),
    ['Format: e-mail address. Sensitivity: personal.'],
  ],
  hidden: [Type.String({ ...about, sensitivity: 'public' }), ['Sensitivity: public.']],
  kind: [Enum(['a', 'b'], about), []],
  uuid: [Uuid(about), ['Format: UUID.']],
  birthday: [Date_(about), ['Format: calendar day, YYYY-MM-DD.']],
  moment: [Timestamp(about), ['Format: RFC 3339 with offset.']],
  millis: [EpochMillis(about), ['Format: milliseconds since 1970-01-01T00:00:00Z.']],
  free: [Json(about), ['Format: any JSON.']],
  form: [Json({ ...about, type: 'object' }), ['Format: any JSON that fits the schema of the field.']],
  tags: [
    Type.Array(Type.String({ maxLength: 20 }), { ...about, minItems: 1, maxItems: 3, uniqueItems: true }),
    ['Format: 1 to 3 items, no two items equal. Each item: at most 20 characters.'],
  ],
  mails: [
    Type.Array(Type.String({ ...secret, format: 'email' }), about),
    ['Sensitivity: secret. Each item: Said, e-mail address.'],
  ],
  prices: [
    Type.Record(Type.String(), Type.Array(Decimal(10, 2)), { ...about, maxProperties: 9 }),
    ['Format: at most 9 keys. Each item: decimal, 2 places, at most 10 digits in all.'],
  ],
  nested: [
    Type.Object(
      {
        nestedAt: Timestamp(about),
        list: Type.Array(Type.Object({ nestedUuid: Uuid(secret) }), about),
        map: Type.Record(Type.String(), Type.Object({ nestedDime: Decimal(3, 1, about) }), about),
      },
      about,
    ),
    [],
  ],
} as const;
/** Fields of structs, at any depth. */
const below = {
  nestedAt: ['Format: RFC 3339 with offset.'],
  nestedUuid: ['Format: UUID. Sensitivity: secret.'],
  nestedDime: ['Format: decimal, 1 place, at most 3 digits in all.'],
};

describe('an editor shows format and limits', () => {
  const properties = Object.fromEntries(Object.entries(cases).map(([name, [schema]]) => [name, schema]));
  const envelope = defineEnvelope({
    version: '1.0',
    owner: 'o',
    description: 'd',
    properties: { userId: Type.Optional(Uuid(secret)) },
  });
  const event = defineEvent({
    name: 'seen',
    version: '1.0',
    owner: 'o',
    description: 'd',
    properties,
    requires: ['userId'],
  });
  const project = projectOf(emitSdk(modelOf(publish([envelope, event]))), {});
  const wanted = { ...Object.fromEntries(Object.entries(cases).map(([name, [, want]]) => [name, want])), ...below };

  test.each(Object.entries(wanted))('%s', (name, want) => {
    const shown = hoverOver(project, '/app/sdk/events/seen.ts', `${name}: `);
    expect(shown.split('\n').filter((line) => line !== '')).toEqual(['Said.', ...want]);
  });
  test('of what the envelope gives', () => {
    expect(hoverOver(project, '/app/sdk/common.ts', 'userId?')).toBe('Said.\n\nFormat: UUID. Sensitivity: secret.');
  });
});
