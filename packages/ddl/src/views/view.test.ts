import {
  defineEnvelope,
  defineEvent,
  EpochMillis,
  type EventAlias,
  type EventDefinition,
  modelOf,
  publish,
  Type,
} from '@sluice/contract';
import { expect, test } from 'vitest';
import type { View } from './types.js';
import { viewOf } from './view.js';

const envelope = defineEnvelope({
  version: '1.0',
  owner: 'o',
  description: 'Common.',
  properties: {
    timestamp: Type.Optional(EpochMillis({ column: 'occurred_at', description: 'When.' })),
    userId: Type.Optional(Type.Integer({ description: 'Who.' })),
  },
});

interface Given {
  readonly name: string;
  readonly version?: string;
  readonly fields?: { readonly [name: string]: readonly string[] };
  readonly renamedFrom?: readonly EventAlias[];
}

function event({ name, version = '1.0', fields = {}, renamedFrom = [] }: Given): EventDefinition {
  const properties = Object.entries(fields).map(([field, old]) => [
    field,
    Type.Optional(Type.Integer({ description: field, renamedFrom: [...old] })),
  ]);
  return defineEvent({
    name,
    version,
    owner: 'o',
    description: name,
    renamedFrom,
    properties: Object.fromEntries(properties),
  });
}

function viewFor(name: string, ...events: readonly Given[]): View {
  const model = modelOf(publish([envelope, ...events.map(event)]));
  const family = model.events.find((one) => one.name === name);
  if (!family) throw new Error(`no event ${name}`);
  return viewOf(model, family);
}

/** `table: column=sources …` of the event's own columns, and what rows are left out for. */
function summary(view: View): string[] {
  return view.branches.map(({ table, reads, unless }) => {
    const own = reads.filter(({ column }) => !column.field.fromEnvelope);
    const columns = own.map(
      ({ column, from }) => `${column.name}=${from.map((source) => source.column.name).join('|') || 'NULL'}`,
    );
    const partners = unless.map(
      ({ newer, keys }) => `unless ${newer.name} by ${keys.map(({ newer: [key] }) => key?.name)}`,
    );
    return [`${table.name}:`, ...columns, ...partners].join(' ');
  });
}

const cases = [
  {
    name: 'a chain of renames reads newest first',
    view: 'e',
    given: [
      { name: 'e', version: '1.0', fields: { a: [] } },
      { name: 'e', version: '1.1', fields: { b: ['a'] } },
      { name: 'e', version: '1.2', fields: { c: ['b'] } },
    ],
    want: ['e_v1: c=c|b|a'],
  },
  {
    name: 'a rename between majors',
    view: 'e',
    given: [
      { name: 'e', version: '1.0', fields: { a: [], gone: [] } },
      { name: 'e', version: '2.0', fields: { b: ['a'], fresh: [] } },
    ],
    want: ['e_v2: b=b fresh=fresh gone=NULL', 'e_v1: b=a fresh=NULL gone=gone'],
  },
  {
    name: 'an event under two old names, each left out for every newer one',
    view: 'c',
    given: [
      { name: 'a', fields: { x: [] } },
      { name: 'b', fields: { x: [] }, renamedFrom: [{ event: 'a', sameWhen: ['userId', 'x'] }] },
      { name: 'c', fields: { y: ['x'] }, renamedFrom: [{ event: 'b', sameWhen: ['userId', 'timestamp'] }] },
    ],
    want: [
      'c_v1: y=y',
      'b_v1: y=x unless c_v1 by user_id,occurred_at',
      'a_v1: y=x unless c_v1 by user_id,y unless b_v1 by user_id,x',
    ],
  },
  {
    name: 'an old name that was never sent together with the new one',
    view: 'b',
    given: [
      { name: 'a', fields: { x: [] } },
      { name: 'b', fields: { x: [] }, renamedFrom: [{ event: 'a', dualSent: false }] },
    ],
    want: ['b_v1: x=x', 'a_v1: x=x'],
  },
  {
    name: 'an old name that the contract has no event for',
    view: 'b',
    given: [{ name: 'b', fields: { x: [] }, renamedFrom: [{ event: 'a', sameWhen: ['x'] }] }],
    want: ['b_v1: x=x'],
  },
];

test.each(cases)('$name', ({ view, given, want }) => {
  expect(summary(viewFor(view, ...given))).toEqual(want);
});

test('a key that one of the events lacks is refused', () => {
  const view = () =>
    viewFor(
      'b',
      { name: 'a', fields: { x: [] } },
      { name: 'b', fields: { y: [] }, renamedFrom: [{ event: 'a', sameWhen: ['y'] }] },
    );
  expect(view).toThrow(expect.objectContaining({ code: 'alias-key-unknown', path: 'b: renamedFrom.sameWhen' }));
});
