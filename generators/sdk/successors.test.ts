import { describe, expect, test } from 'vitest';
import { renamesBetween, successorsOf } from './successors.js';
import { family, field, model, version } from './test/model.js';

function event(name: string, ...oldNames: string[]) {
  return family(
    [version(name, '1.0', [])],
    oldNames.map((old) => ({ event: old, dualSent: false })),
  );
}

describe('successorsOf', () => {
  const cases = [
    { name: 'no renames', events: [event('a'), event('b')], want: {} },
    { name: 'one rename', events: [event('a'), event('b', 'a')], want: { a: 'b' } },
    { name: 'a chain', events: [event('a'), event('b', 'a'), event('c', 'b')], want: { a: 'c', b: 'c' } },
    { name: 'an old name that never was an event here', events: [event('b', 'a')], want: {} },
    { name: 'a cycle: each stays itself', events: [event('a', 'b'), event('b', 'a')], want: {} },
    {
      name: 'a chain into a cycle ends at it',
      events: [event('a', 'b', 'z'), event('b', 'a'), event('y'), event('z', 'y')],
      want: { y: 'a', z: 'a' },
    },
    { name: 'an event that names itself', events: [event('a', 'a')], want: {} },
  ];
  test.each(cases)('$name', ({ events, want }) => {
    const found = [...successorsOf(model(...events))].map(([name, successor]) => [name, successor.event]);
    expect(Object.fromEntries(found)).toEqual(want);
  });
});

describe('takesOld', () => {
  const text = { kind: 'string' } as const;
  const old = version('old', '1.0', [field('a', text)], { requires: ['userId'] });
  const cases = [
    { name: 'the same fields', fields: [field('a', text)], requires: ['userId'], want: true },
    { name: 'one more, optional', fields: [field('a', text), field('b', text, { required: false })], want: true },
    { name: 'one more, required', fields: [field('a', text), field('b', text)], want: false },
    { name: 'another type', fields: [field('a', { kind: 'boolean' })], want: false },
    { name: 'a new name that knows the old one', fields: [field('b', text, { renamedFrom: ['a'] })], want: true },
    { name: 'a new name that does not', fields: [field('b', text)], want: false },
    { name: 'more from the envelope', fields: [field('a', text)], requires: ['userId', 'sessionId'], want: false },
    { name: 'what the client fills in', fields: [field('a', text)], requires: ['timestamp', 'eventId'], want: true },
  ];
  test.each(cases)('$name: $want', ({ want, fields, requires = ['userId'] }) => {
    const successor = family([version('new', '1.0', fields, { requires })], [{ event: 'old', dualSent: false }]);
    expect(successorsOf(model(family([old]), successor)).get('old')?.takesOld).toBe(want);
  });
});

test('a new event that refuses what it does not know takes no old one', () => {
  const block = { event: 'new', version: '1.0', owner: 'o', table: 'new', unknownProperties: 'reject' } as const;
  const strict = version('new', '1.0', [], { document: { 'x-sluice': block } });
  const events = model(family([version('old', '1.0', [])]), family([strict], [{ event: 'old', dualSent: false }]));
  expect(successorsOf(events).get('old')?.takesOld).toBe(false);
});

describe('renamesBetween', () => {
  const named = (name: string, ...renamedFrom: string[]) => field(name, { kind: 'string' }, { renamedFrom });
  const cases = [
    { name: 'same names', before: [named('a')], after: [named('a')], want: [] },
    { name: 'the successor knows the old name', before: [named('b', 'a')], after: [named('b', 'a')], want: [] },
    { name: 'the successor does not', before: [named('b', 'a')], after: [named('b')], want: [['a', 'b']] },
    { name: 'renamed on the way', before: [named('b', 'a')], after: [named('c', 'b')], want: [['a', 'c']] },
    { name: 'only an old name is shared', before: [named('b', 'a')], after: [named('c', 'a')], want: [['b', 'c']] },
    { name: 'unknown to the successor', before: [named('a')], after: [named('z')], want: [] },
  ];
  test.each(cases)('$name', ({ before, after, want }) => expect(renamesBetween(before, after)).toEqual(want));
});
