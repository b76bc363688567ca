import { describe, expect, it } from 'vitest';
import { digestOf } from './canonical.js';
import { defineEnvelope, defineEvent } from './define.js';
import type { EventDefinition } from './definition.js';
import { tableFields, wireFields } from './lineage.js';
import { modelOf } from './load-model.js';
import type { ContractModel, EventFamily, EventVersion } from './model.js';
import { publish } from './publish.js';
import { readPlan, type StructPlan } from './read-plan.js';
import { Type } from './types.js';
import { wireSchema } from './wire-schema.js';

const d = { description: 'x' };
const text = (options = {}) => Type.Optional(Type.String({ ...d, ...options }));
const object = (fields: object, options = {}) =>
  Type.Optional(Type.Object(fields as Record<string, never>, { ...d, ...options }));
const envelopes = [
  defineEnvelope({
    version: '1.0',
    owner: 'o',
    description: 'e',
    properties: { userId: Type.Optional(Type.Integer(d)) },
  }),
  defineEnvelope({
    version: '1.1',
    owner: 'o',
    description: 'e',
    properties: { userId: Type.Optional(Type.Integer(d)), locale: text() },
  }),
];
const event = (version: string, properties: object, more: object = {}): EventDefinition =>
  defineEvent({
    name: 'banner',
    version,
    owner: 'o',
    description: 'c',
    properties: properties as Record<string, never>,
    ...more,
  });

function build(...definitions: EventDefinition[]): {
  model: ContractModel;
  family: EventFamily;
  at(version: string): EventVersion;
} {
  const model = modelOf(publish(definitions));
  const family = model.events[0] as EventFamily;
  return { model, family, at: (version) => family.versions.find((other) => other.version === version) as EventVersion };
}

/** `column<-source|source` for each read, nested plans in brackets. */
const show = (plan: StructPlan): string[] =>
  plan.reads.map(({ target, sources, nested, ...rest }) => {
    const value = rest.default === undefined ? '' : `=${JSON.stringify(rest.default)}`;
    return `${target.column}<-${sources.join('|')}${value}${nested ? `[${show(nested).join(' ')}]` : ''}`;
  });

const [first, second] = envelopes as [EventDefinition, EventDefinition];
const chain = [
  event('1.0', { a: text(), gone: text() }),
  event('1.1', { b: text({ renamedFrom: ['a'] }), gone: text() }),
  event('1.2', { c: text({ renamedFrom: ['b'] }), note: text({ default: 'none' }) }),
];

describe('wireFields', () => {
  it('extends aliases over a chain of renames', () => {
    const { model, at } = build(first, ...chain);
    const aliases = (version: string) =>
      wireFields(model, at(version)).map(({ name, renamedFrom }) => `${name}:${renamedFrom.join(',')}`);
    expect(aliases('1.0')).toEqual(['userId:', 'a:', 'gone:']);
    expect(aliases('1.1')).toEqual(['userId:', 'gone:', 'b:a']);
    expect(aliases('1.2')).toEqual(['userId:', 'c:b,a', 'note:']);
  });

  it('takes no name as an alias that is a field again', () => {
    const { model, at } = build(
      first,
      event('1.0', { a: text() }),
      event('1.1', { b: text({ renamedFrom: ['a'] }) }),
      event('1.2', { b: text(), a: text() }),
    );
    expect(wireFields(model, at('1.1')).map(({ renamedFrom }) => renamedFrom)).toEqual([[], ['a']]);
    expect(wireFields(model, at('1.2')).map(({ renamedFrom }) => renamedFrom)).toEqual([[], [], []]);
  });

  it('requires the envelope fields that the version requires', () => {
    const { model, at } = build(first, event('1.0', {}, { requires: ['userId'] }));
    expect(wireFields(model, at('1.0')).map(({ name, required }) => [name, required])).toEqual([['userId', true]]);
  });
});

describe('tableFields', () => {
  it('only ever grows at the end, whatever was published when', () => {
    const names = (...definitions: EventDefinition[]) => {
      const { model, family } = build(...definitions);
      return tableFields(model, family, 1).map(({ column }) => column);
    };
    const steps = [
      names(first, ...chain.slice(0, 1)),
      names(first, ...chain.slice(0, 2)),
      names(first, ...chain.slice(0, 3)),
    ];
    expect(steps[0]).toEqual(['user_id', '_extra', 'a', 'gone']);
    for (const [index, step] of steps.entries())
      expect(step.slice(0, steps[index - 1]?.length ?? 0)).toEqual(steps[index - 1] ?? []);
    expect(steps[2]).toEqual(['user_id', '_extra', 'a', 'gone', 'b', 'c', 'note']);
  });

  it('appends the columns of a newer envelope behind what was published before it', () => {
    const before = publish([first, event('1.0', { a: text() })]);
    const model = modelOf(
      publish([first, second, event('1.0', { a: text() }), event('1.1', { a: text(), z: text() })], before),
    );
    const family = model.events[0] as EventFamily;
    expect(tableFields(model, family, 1).map(({ column, fromEnvelope }) => `${column} ${fromEnvelope}`)).toEqual([
      'user_id true',
      '_extra true',
      'a false',
      'locale true',
      'z false',
    ]);
  });

  it('keeps struct keys that only older versions had', () => {
    const { model, family } = build(
      first,
      event('1.0', { s: object({ x: text(), y: text() }) }),
      event('1.1', { s: object({ y: text(), z: text() }) }),
    );
    const [, , s] = tableFields(model, family, 1);
    expect(s?.type.kind === 'struct' && s.type.fields.map(({ column }) => column)).toEqual(['x', 'y', 'z']);
  });
});

describe('readPlan', () => {
  it('sends every old name to the column of the newest one', () => {
    const { model, family, at } = build(first, ...chain);
    expect(show(readPlan(model, family, at('1.0')))).toEqual([
      'user_id<-userId',
      'a<-',
      'gone<-gone',
      'b<-',
      'c<-a',
      'note<-="none"',
    ]);
    expect(show(readPlan(model, family, at('1.1')))).toEqual([
      'user_id<-userId',
      'a<-',
      'gone<-gone',
      'b<-',
      'c<-b|a',
      'note<-="none"',
    ]);
    expect(show(readPlan(model, family, at('1.2')))).toEqual([
      'user_id<-userId',
      'a<-',
      'gone<-',
      'b<-',
      'c<-c|b|a',
      'note<-note="none"',
    ]);
    expect(readPlan(model, family, at('1.1')).known).toEqual(['userId', 'gone', 'b', 'a']);
  });

  it('fills no default into a column that the newest version has left behind', () => {
    const { model, family, at } = build(
      first,
      event('1.0', { a: text({ default: 'unknown' }) }),
      event('1.1', { b: text({ renamedFrom: ['a'] }) }),
    );
    expect(show(readPlan(model, family, at('1.0')))).toEqual(['user_id<-userId', 'a<-', 'b<-a']);
    expect(show(readPlan(model, family, at('1.1')))).toEqual(['user_id<-userId', 'a<-', 'b<-b|a']);
  });

  it('follows renames inside structs, lists and maps', () => {
    const list = (fields: object) =>
      Type.Optional(Type.Array(Type.Record(Type.String(), Type.Object(fields as Record<string, never>)), d));
    const { model, family, at } = build(
      first,
      event('1.0', { s: object({ old: text() }), l: list({ old: text() }) }),
      event('1.1', {
        t: object({ fresh: text({ renamedFrom: ['old'] }) }, { renamedFrom: ['s'] }),
        l: list({ fresh: text({ renamedFrom: ['old'] }) }),
      }),
    );
    expect(show(readPlan(model, family, at('1.0')))).toEqual([
      'user_id<-userId',
      's<-',
      'l<-l[old_<- fresh<-old]',
      't<-s[fresh<-old]',
    ]);
    expect(show(readPlan(model, family, at('1.1')))).toEqual([
      'user_id<-userId',
      's<-',
      'l<-l[old_<- fresh<-fresh|old]',
      't<-t|s[fresh<-fresh|old]',
    ]);
  });
});

describe('wireSchema and digest', () => {
  it('joins the newest envelope and the own properties', () => {
    const { model, at } = build(first, second, event('1.0', { a: Type.String(d) }, { requires: ['userId'] }));
    const schema = wireSchema(model, at('1.0'));
    expect(Object.keys(schema.properties ?? {})).toEqual(['locale', 'userId', 'a']);
    expect(schema.required).toEqual(['a', 'userId']);
  });

  it('does not count prose, and counts a property named description', () => {
    const digest = (properties: object, more: object = {}) =>
      digestOf(publish([first, event('1.0', properties, more)])[1] as object);
    const plain = digest({ a: text() });
    expect(
      digest({ a: text({ description: 'other words', examples: ['y'] }) }, { owner: 'someone', description: 'else' }),
    ).toBe(plain);
    expect(digest({ a: text({ maxLength: 3 }) })).not.toBe(plain);
    expect(digest({ a: text(), description: text() })).not.toBe(plain);
  });
});
