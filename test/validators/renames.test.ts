import type { JsonSchema } from '@sluice/contract';
import type { JsonObject } from '@sluice/ingest/codegen1';
import { beforeAll, describe, expect, it } from 'vitest';
import { document, envelope, frozen } from './documents.js';
import { type Loaded, loadDocuments } from './load.js';

const choice: JsonSchema = { type: 'string', enum: ['click', 'view'], 'x-sluice': { type: 'enum' } };
const any: JsonSchema = { 'x-sluice': { type: 'json' } };
const renamed = (schema: JsonSchema, ...renamedFrom: string[]): JsonSchema => ({
  ...schema,
  'x-sluice': { ...schema['x-sluice'], renamedFrom },
});
const struct = (properties: { [name: string]: JsonSchema }): JsonSchema => ({
  type: 'object',
  properties: frozen(properties),
  'x-sluice': { type: 'struct' },
});
const later = (schema: JsonSchema, column: string, ordinal: number): JsonSchema => ({
  ...schema,
  'x-sluice': { ...schema['x-sluice'], column, ordinal },
});

const documents = [
  envelope,
  document('banner', '1.0', { type: choice, place: struct({ slot: any }) }, ['type']),
  document(
    'banner',
    '1.1',
    {
      action: later(renamed(choice, 'type'), 'action', 3),
      place: later(struct({ spot: renamed(any, 'slot') }), 'place', 2),
    },
    ['action'],
  ),
  document('banner', '2.0', { act: renamed(choice, 'action') }, ['act']),
];

const at = { eventId: 'x', receivedAt: 0 };
const head = (version: string): string =>
  `{"event_id":"x","event":"banner","version":"${version}","occurred_at":"1970-01-01 00:00:00.000","received_at":"1970-01-01 00:00:00.000"`;

const accepted: { name: string; given: JsonObject; renamed: boolean; want: string }[] = [
  {
    name: 'the new name',
    given: { version: '1.1', action: 'click' },
    renamed: false,
    want: `${head('1.1')},"action":"click"}`,
  },
  {
    name: 'the old name',
    given: { version: '1.1', type: 'click' },
    renamed: true,
    want: `${head('1.1')},"action":"click"}`,
  },
  {
    name: 'both names, equal',
    given: { version: '1.1', type: 'click', action: 'click' },
    renamed: true,
    want: `${head('1.1')},"action":"click"}`,
  },
  {
    name: 'the old version, read into the new column',
    given: { version: '1.0', type: 'view' },
    renamed: false,
    want: `${head('1.0')},"action":"view"}`,
  },
  {
    name: 'an old name inside a struct',
    given: { version: '1.1', action: 'view', place: { slot: { b: 1, a: [2] } } },
    renamed: true,
    want: `${head('1.1')},"place":{"spot":"{\\"b\\":1,\\"a\\":[2]}"},"action":"view"}`,
  },
  {
    name: 'equal values whose keys are in another order',
    given: { version: '1.1', action: 'view', place: { slot: { b: 1, a: 2 }, spot: { a: 2, b: 1 } } },
    renamed: true,
    want: `${head('1.1')},"place":{"spot":"{\\"a\\":2,\\"b\\":1}"},"action":"view"}`,
  },
  {
    name: 'null under the old name',
    given: { version: '1.1', action: 'view', place: { slot: null } },
    renamed: true,
    want: `${head('1.1')},"place":{"spot":"null"},"action":"view"}`,
  },
  {
    name: 'an unknown newer minor',
    given: { version: '1.10', action: 'view', fresh: 1 },
    renamed: false,
    want: `${head('1.1')},"action":"view","_extra":"{\\"fresh\\":1}"}`,
  },
];

const refused: { name: string; given: unknown; want: object }[] = [
  {
    name: 'both names, different',
    given: { version: '1.1', type: 'click', action: 'view' },
    want: {
      version: '1.1',
      errors: [
        {
          code: 'rename-conflict',
          path: '/action',
          message: '"action" ("view") and its old name "type" ("click") differ. Send one of them, or the same value.',
        },
      ],
    },
  },
  {
    name: 'both names inside a struct, different',
    given: { version: '1.1', action: 'view', place: { slot: 1, spot: null } },
    want: {
      version: '1.1',
      errors: [
        {
          code: 'rename-conflict',
          path: '/place/spot',
          message: '"spot" (null) and its old name "slot" (1) differ. Send one of them, or the same value.',
        },
      ],
    },
  },
  {
    name: 'a bad value under the old name, named where it stands',
    given: { version: '1.1', type: 'tap' },
    want: {
      version: '1.1',
      errors: [{ code: 'enum', path: '/type', message: 'Must be one of "click", "view", found "tap".' }],
    },
  },
  {
    name: 'a name that only a newer version has, and say which',
    given: { version: '1.0', action: 'click' },
    want: {
      version: '1.0',
      errors: [
        {
          code: 'required',
          path: '/type',
          message: '"type" is missing. "action" is its name in 1.1: send that version, or the old name.',
        },
      ],
    },
  },
  {
    name: 'no version and nothing that fits, against the newest',
    given: { acton: 'click' },
    want: {
      version: '2.0',
      errors: [{ code: 'required', path: '/act', message: '"act" is missing.' }],
    },
  },
  ...['3.0', '1', '01.0', '0.9', 7, null].map((version) => ({
    name: `version ${JSON.stringify(version)}`,
    given: { version, act: 'click' },
    want: {
      errors: [
        {
          code: 'unknown-version',
          path: '/version',
          message: `${JSON.stringify(version)} is no version of "banner"; known are 2.0, 1.1, 1.0.`,
        },
      ],
    },
  })),
  {
    name: 'another event',
    given: { event: 'cart', act: 'click' },
    want: {
      errors: [
        {
          code: 'event-mismatch',
          path: '/event',
          message: 'The event was sent as "banner" but says that it is "cart".',
        },
      ],
    },
  },
  {
    name: 'a list',
    given: [],
    want: { errors: [{ code: 'not-an-object', path: '', message: 'An event is a JSON object, not a list of 0.' }] },
  },
];

describe('renamed fields', () => {
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await loadDocuments(documents);
  });

  it.each(accepted)('accept $name', ({ given, renamed: wanted, want }) => {
    const judgement = loaded.judge(loaded.contract, 'banner', given);
    if (!judgement.ok) throw new Error(JSON.stringify(judgement.errors));
    expect({ renamed: judgement.renamed, row: judgement.version.row(given, at) }).toEqual({
      renamed: wanted,
      row: want,
    });
  });

  it.each(refused)('refuse $name', ({ given, want }) => {
    expect(loaded.judge(loaded.contract, 'banner', given)).toEqual({ ok: false, event: 'banner', ...want });
  });

  const versions = [
    { name: 'none, the newest fits', given: { act: 'click' }, want: ['2.0', true] },
    { name: 'none, an older one fits', given: { type: 'click' }, want: ['1.1', true] },
    { name: 'declared', given: { version: '1.0', type: 'click' }, want: ['1.0', false] },
    {
      name: 'an unknown newer minor of the newest major',
      given: { version: '2.4', act: 'click' },
      want: ['2.0', true],
    },
  ];
  it.each(versions)('are judged by version: $name', ({ given, want }) => {
    const judgement = loaded.judge(loaded.contract, 'banner', given);
    expect(judgement.ok && [judgement.version.version, judgement.assumed]).toEqual(want);
  });

  it('suggests the name of an event', () => {
    expect(loaded.judge(loaded.contract, 'baner', {})).toEqual({
      ok: false,
      event: 'baner',
      errors: [{ code: 'unknown-event', path: '', message: 'There is no event "baner". Did you mean "banner"?' }],
    });
  });
});
