import { describe, expect, it } from 'vitest';
import { defineEnvelope, defineEvent } from './define.js';
import { isContractError } from './errors.js';
import type { JsonSchema, Sensitivity } from './json.js';
import { tableFields, wireFields } from './lineage.js';
import { modelOf } from './load-model.js';
import { keysIn } from './marks.js';
import type { EventFamily, Field } from './model.js';
import { publish } from './publish.js';
import { markOf } from './sensitivity.js';
import type { FieldSchema } from './typed-schema.js';
import { Enum, Json, Type } from './types.js';

const description = 'Said.';
const unknownMark = 'pii' as Sensitivity;
const said = (sensitivity?: Sensitivity, more: object = {}) => ({
  description,
  ...(sensitivity && { sensitivity }),
  ...more,
});
const text = (sensitivity?: Sensitivity, renamedFrom?: string[]) =>
  Type.String(said(sensitivity, renamedFrom && { renamedFrom }));
const object = (properties: Properties, mark?: Sensitivity, more: object = {}) =>
  Type.Object(properties, said(mark, more));
const list = (items: FieldSchema, mark?: Sensitivity) => Type.Array(items, said(mark));
const map = (value: FieldSchema, mark?: Sensitivity) => Type.Record(Type.String(), value, said(mark));

type Properties = { [name: string]: FieldSchema };

const envelope = defineEnvelope({ version: '1.0', owner: 'o', description, properties: {} });
const event = (version: string, properties: Properties, name = 'visit', renamedFrom: string[] = []) =>
  defineEvent({
    name,
    version,
    owner: 'o',
    description,
    properties: Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, Type.Optional(one)])),
    renamedFrom: renamedFrom.map((old) => ({ event: old, dualSent: false })),
  });

/** `field.key: mark`, of fields and keys at every depth. */
function marksIn(fields: readonly Field[], above = ''): string[] {
  return fields.flatMap(({ name, type, sensitivity }) =>
    name === '_extra' ? [] : [`${above}${name}: ${sensitivity}`, ...marksIn(keysIn(type), `${above}${name}.`)],
  );
}

describe('one version', () => {
  const cases: { name: string; given: Properties; want: string[] }[] = [
    { name: 'nothing said', given: { a: text(), b: list(text()) }, want: ['a: internal', 'b: internal'] },
    { name: 'items of a list', given: { a: list(text('personal')) }, want: ['a: personal'] },
    { name: 'items of a list of lists', given: { a: list(list(text('secret'))) }, want: ['a: secret'] },
    { name: 'values of a map', given: { a: map(text('personal')) }, want: ['a: personal'] },
    { name: 'lists in a map', given: { a: map(list(text('pseudonymous'))) }, want: ['a: pseudonymous'] },
    { name: 'milder items of a strict list', given: { a: list(text('public'), 'personal') }, want: ['a: personal'] },
    { name: 'public items of a list', given: { a: list(text('public')) }, want: ['a: internal'] },
    {
      name: 'keys of structs in lists and maps',
      given: { a: list(object({ k: text('personal'), l: text() })), b: map(object({ k: text('secret') })) },
      want: ['a: internal', 'a.k: personal', 'a.l: internal', 'b: internal', 'b.k: secret'],
    },
    {
      name: 'all that is in a marked struct',
      given: { a: object({ k: text('public'), l: object({ m: text(), n: text('secret') }) }, 'personal') },
      want: ['a: personal', 'a.k: personal', 'a.l: personal', 'a.l.m: personal', 'a.l.n: secret'],
    },
    {
      name: 'all that is in marked items',
      given: { a: list(object({ k: text() }, 'personal')) },
      want: ['a: personal', 'a.k: personal'],
    },
    {
      name: 'keys with items of their own',
      given: { a: object({ k: list(text('personal')), l: map(text('secret')) }) },
      want: ['a: internal', 'a.k: personal', 'a.l: secret'],
    },
    {
      name: 'one of several literals',
      given: { a: Type.Union([Type.Literal('x', { sensitivity: 'personal' }), Type.Literal('y')], said()) },
      want: ['a: personal'],
    },
    {
      name: 'enums, and free values in lists',
      given: { a: list(Enum(['x'], said('personal'))), b: list(Json(said('secret'))) },
      want: ['a: personal', 'b: secret'],
    },
  ];
  it.each(cases)('$name', ({ given, want }) => {
    const model = modelOf(publish([envelope, event('1.0', given)]));
    const [family] = model.events as [EventFamily];
    const [version] = family.versions;
    expect(marksIn(tableFields(model, family, 1))).toEqual(want);
    expect(version && marksIn(wireFields(model, version))).toEqual(want);
  });

  it('a mark anywhere in the schema of a free value, but not in its data', () => {
    const marked: JsonSchema = { type: 'string', 'x-sluice': { sensitivity: 'personal' } };
    const free = { 'x-sluice': { type: 'json' } };
    expect(markOf({ ...free, allOf: [{ anyOf: [{ items: marked }] }] })).toBe('personal');
    expect(markOf({ ...free, allOf: [{ enum: [{ 'x-sluice': { sensitivity: 'personal' } }] }] })).toBeUndefined();
  });

  it.each([
    ['on a part of a free value', () => Json({ ...said(), anyOf: [text('personal')] }), 'Json({ sensitivity, … })'],
    ['that is none, on an item', () => list(Type.String(said(unknownMark))), 'Use one of public'],
    [
      'that is none, on a literal',
      () => Type.Union([Type.Literal('x', said(unknownMark)), Type.Literal('y', said('public'))], said()),
      'Use one of public',
    ],
  ])('a mark %s is refused', (_, given, fix) => {
    try {
      event('1.0', { a: given() });
      expect.unreachable();
    } catch (error) {
      expect(isContractError(error) && error.fix).toContain(fix);
    }
  });
});

describe('several versions', () => {
  type Version = readonly [version: string, properties: Properties];
  const cases: { name: string; given: readonly Version[]; want: { [major: number]: string[] } }[] = [
    {
      name: 'a mark that a later version takes back, or sets',
      given: [
        ['1.0', { a: text('personal'), b: text() }],
        ['1.1', { a: text(), b: text('personal') }],
      ],
      want: { 1: ['a: personal', 'b: personal'] },
    },
    {
      name: 'old names, over several renames and majors',
      given: [
        ['1.0', { a: text('personal') }],
        ['1.1', { b: text(undefined, ['a']) }],
        ['2.0', { b: text() }],
        ['2.1', { c: text(undefined, ['b']), d: text() }],
      ],
      want: {
        1: ['a: personal', 'b: personal'],
        2: ['b: personal', 'c: personal', 'd: internal'],
      },
    },
    {
      name: 'keys at every depth, under old names of them and of what is around',
      given: [
        ['1.0', { a: object({ k: text('personal'), l: text() }), m: map(list(object({ k: text('secret') }))) }],
        ['1.1', { b: object({ n: text(undefined, ['k']), l: text() }, undefined, { renamedFrom: ['a'] }) }],
        ['2.0', { b: object({ n: text(), l: text() }), m: map(list(object({ k: text() }))) }],
      ],
      want: {
        1: [
          ...['a: internal', 'a.k: personal', 'a.l: internal', 'm: internal', 'm.k: secret'],
          ...['b: internal', 'b.n: personal', 'b.l: internal'],
        ],
        2: ['b: internal', 'b.n: personal', 'b.l: internal', 'm: internal', 'm.k: secret'],
      },
    },
    {
      name: 'what was a struct once, and is free now',
      given: [
        ['1.0', { a: object({ k: text('personal') }) }],
        ['2.0', { a: Json(said()) }],
        ['3.0', { a: object({ k: text(), l: text() }) }],
      ],
      want: {
        1: ['a: internal', 'a.k: personal'],
        2: ['a: personal'],
        3: ['a: internal', 'a.k: personal', 'a.l: internal'],
      },
    },
    {
      name: 'a struct that was marked as a whole once',
      given: [
        ['1.0', { a: object({ k: text() }, 'personal') }],
        ['2.0', { a: object({ k: text(), l: object({ m: text() }) }) }],
      ],
      want: { 2: ['a: personal', 'a.k: personal', 'a.l: personal', 'a.l.m: personal'] },
    },
  ];
  it.each(cases)('$name', ({ given, want }) => {
    const model = modelOf(publish([envelope, ...given.map(([version, properties]) => event(version, properties))]));
    const [family] = model.events as [EventFamily];
    for (const [major, marks] of Object.entries(want))
      expect(marksIn(tableFields(model, family, Number(major)))).toEqual(marks);
  });

  it('old and new names of an event are one', () => {
    const model = modelOf(
      publish([
        envelope,
        event('1.0', { a: text('personal'), b: text() }, 'first'),
        event('1.0', { a: text(), b: text('secret') }, 'second', ['first']),
        event('1.0', { a: text() }, 'third', ['second']),
        event('1.0', { a: text() }, 'other'),
      ]),
    );
    const found = model.events.map((family) => marksIn(tableFields(model, family, 1)).join(', '));
    expect(found).toEqual(['a: personal, b: secret', 'a: internal', 'a: personal, b: secret', 'a: personal']);
  });

  it('a contract of fewer versions knows only their marks', () => {
    const model = modelOf(publish([envelope, event('1.0', { a: text() }), event('1.1', { a: text('personal') })]));
    const [family] = model.events as [EventFamily];
    const first = { ...family, versions: family.versions.slice(0, 1) };
    expect(marksIn(tableFields({ ...model, events: [first] }, first, 1))).toEqual(['a: internal']);
  });
});
