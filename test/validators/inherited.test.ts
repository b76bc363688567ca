import { defineEnvelope, defineEvent, EpochMillis, Int32, modelOf, publish, Type, Uuid } from '@sluice/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Loaded, load } from './load.js';

const about = { description: 'Said.' };
/** What every object inherits and a field can be called. */
const names = Object.getOwnPropertyNames(Object.prototype).filter((name) => /^[a-z]\w*$/.test(name));
const fields = Object.fromEntries(names.map((name) => [name, Type.Optional(Int32(about))]));
const nested = Type.Object(fields, about);

const envelope = defineEnvelope({
  version: '1.0',
  owner: 'o',
  description: 'd',
  properties: {
    eventId: Type.Optional(Uuid(about)),
    timestamp: Type.Optional(EpochMillis({ ...about, column: 'occurred_at' })),
  },
});
const base = { version: '1.0', owner: 'o', description: 'd' };
const optional = defineEvent({
  ...base,
  name: 'optional',
  properties: {
    ...fields,
    struct: Type.Optional(nested),
    list: Type.Optional(Type.Array(nested, about)),
    byName: Type.Optional(Type.Record(Type.String(), nested, about)),
  },
});
const required = defineEvent({
  ...base,
  name: 'required',
  properties: {
    valueOf: Int32(about),
    struct: Type.Object({ constructor: Int32({ ...about, renamedFrom: ['toString'] }) }, about),
  },
});

const columnOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

let loaded: Loaded;
beforeAll(async () => {
  loaded = await load(modelOf(publish([envelope, optional, required])));
});

/** What the event's own columns hold in the row, as JSON, or the errors. */
function judged(name: string, text: string): unknown {
  const event = JSON.parse(text);
  const result = loaded.judge(loaded.contract, name, event);
  if (!result.ok) return result.errors.map(({ code, path }) => `${code} ${path}`);
  const row = JSON.parse(result.version.row(event, { eventId: '0', receivedAt: 0 }));
  const { event_id: _, occurred_at: __, ...own } = row;
  return JSON.stringify(own);
}

describe('fields that are named like members of every object', () => {
  it('are all that a name can be', () => {
    expect(names.length).toBeGreaterThanOrEqual(7);
  });
  it.each([
    ['optional', '{}', '{}'],
    ['optional', '{"struct":{},"list":[{}],"byName":{"a":{}}}', '{"struct":{},"list":[{}],"by_name":{"a":{}}}'],
    ...names.map((name) => ['optional', `{"${name}":1}`, `{"${columnOf(name)}":1}`] as const),
    ...names.map((name) => ['optional', `{"${name}":"x"}`, [`type /${name}`]] as const),
    ...names.map((name) => ['optional', `{"list":[{"${name}":1}]}`, `{"list":[{"${columnOf(name)}":1}]}`] as const),
    ['optional', '{"byName":{"constructor":{"valueOf":1}}}', '{"by_name":{"constructor":{"value_of":1}}}'],
    ['optional', '{"byName":{"__proto__":{"toString":1}}}', '{"by_name":{"__proto__":{"to_string":1}}}'],
    ['optional', '{"__proto__":{"toString":"x"}}', '{"_extra":"{\\"__proto__\\":{\\"toString\\":\\"x\\"}}"}'],
    [
      'optional',
      '{"struct":{"__defineGetter__":1}}',
      '{"struct":{},"_extra":"{\\"struct\\":{\\"__defineGetter__\\":1}}"}',
    ],
    ['required', '{}', ['required /valueOf', 'required /struct']],
    ['required', '{"valueOf":1,"struct":{}}', ['required /struct/constructor']],
    ['required', '{"valueOf":1,"struct":{"constructor":2}}', '{"value_of":1,"struct":{"constructor":2}}'],
    ['required', '{"valueOf":1,"struct":{"toString":2}}', '{"value_of":1,"struct":{"constructor":2}}'],
  ] as const)('%s %s', (name, text, want) => {
    expect(judged(name, text)).toEqual(want);
  });
});
