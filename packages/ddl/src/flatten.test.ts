import {
  type ContractModel,
  defineEnvelope,
  defineEvent,
  EpochMillis,
  modelOf,
  publish,
  Type,
  Uuid,
} from '@sluice/contract';
import { expect, test } from 'vitest';
import { testConfig } from '../test/config.js';
import { redshift } from './dialects/redshift/index.js';
import { flattenedModel } from './flatten.js';
import { tablesOf } from './table.js';
import { viewOf } from './views/view.js';

const description = 'Said.';
const text = Type.Optional(Type.String({ maxLength: 20, description }));
const inner = (more: Parameters<typeof defineEvent>[0]['properties']) =>
  Type.Optional(Type.Object(more, { description }));

const envelope = defineEnvelope({
  version: '1.0',
  owner: 'o',
  description,
  properties: {
    eventId: Type.Optional(Uuid({ description })),
    event: text,
    version: text,
    timestamp: Type.Optional(EpochMillis({ column: 'occurred_at', description })),
    receivedAt: Type.Optional(EpochMillis({ description })),
    context: inner({ appVersion: text, screen: inner({ width: Type.Optional(Type.Integer({ description })) }) }),
  },
});

function modelWith(...versions: readonly Parameters<typeof defineEvent>[0]['properties'][]): ContractModel {
  const events = versions.map((properties, minor) =>
    defineEvent({ name: 'sale', version: `1.${minor}`, owner: 'o', description, properties }),
  );
  return flattenedModel(modelOf(publish([envelope, ...events])));
}

const model = modelWith(
  {
    place: inner({ zip: text }),
    tags: Type.Optional(Type.Array(Type.Object({ a: text }, { description }), { description })),
  },
  {
    address: Type.Optional(
      Type.Object(
        { zipCode: Type.Optional(Type.String({ maxLength: 20, description, renamedFrom: ['zip'] })), city: text },
        { description, renamedFrom: ['place'] },
      ),
    ),
    tags: Type.Optional(Type.Array(Type.Object({ a: text }, { description }), { description })),
  },
);
const [family] = model.events;
if (!family) throw new Error('no event');

test('every key of a struct has a column, those of later versions behind all others', () => {
  const [table] = tablesOf(model, family, 'columnar');
  expect(table?.columns.map(({ name }) => name)).toEqual([
    'event_id',
    'event',
    'version',
    'occurred_at',
    'received_at',
    'context_app_version',
    'context_screen_width',
    '_extra',
    'place_zip',
    'tags',
    'address_zip_code',
    'address_city',
  ]);
});

test('the view follows renames of the struct and of its keys', () => {
  const sql = redshift.createView(viewOf(model, family), testConfig)?.sql ?? '';
  expect(sql).toContain('COALESCE(t.address_zip_code, t.place_zip) AS address_zip_code');
  expect(sql).not.toMatch(/AS place_zip\b/);
});

test('two columns of one name are refused with a way out', () => {
  expect(() => modelWith({ place: inner({ zip: text }), placeZip: text })).toThrow(
    expect.objectContaining({ code: 'flattened-columns-meet', path: 'schemas/sale/1.0.ts: placeZip' }),
  );
});
