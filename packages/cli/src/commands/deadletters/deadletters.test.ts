import { modelOf } from '@sluice/contract';
import type { DeadLetter, DeadLetterGroup } from '@sluice/ingest';
import { describe, expect, it } from 'vitest';
import { readMoment } from '../times.js';
import { choiceOf } from './choice.js';
import { visibleFields } from './fields.js';
import { describeBad, listed } from './text.js';

const field = (type: string, sensitivity: string, more: object = {}, own: object = {}) => ({
  type: type === 'struct' ? 'object' : type,
  description: 'x',
  ...own,
  'x-sluice': { type: type === 'struct' ? 'struct' : 'string', column: 'c', ordinal: 1, sensitivity, ...more },
});
const document = (event: string, version: string, properties: object) => ({
  type: 'object',
  properties,
  'x-sluice': { event, version, owner: 'x', table: event, envelope: '1.0' },
});
const named = (name: string, one: ReturnType<typeof field>, ordinal: number) => ({
  [name]: { ...one, 'x-sluice': { ...one['x-sluice'], column: name.toLowerCase(), ordinal } },
});
const model = modelOf([
  document('envelope', '1.0', {
    ...named('anonymousId', field('string', 'pseudonymous'), 1),
    ...named('event', field('string', 'internal'), 2),
  }),
  document('signup', '1.0', {
    ...named('email', field('string', 'personal'), 1),
    ...named('channel', field('string', 'internal', { renamedFrom: ['source'] }), 2),
    ...named('note', field('string', 'internal'), 3),
  }),
  document('signup', '1.1', {
    ...named('email', field('string', 'personal'), 1),
    ...named('channel', field('string', 'internal', { renamedFrom: ['source'] }), 2),
    ...named('note', field('string', 'personal'), 3),
  }),
] as never);
const visibleIn = visibleFields(model);
const visible = (event?: string) => visibleIn(event, '{}');

describe('what a listing shows', () => {
  it('is what is marked public or internal in every version, under old names, too', () => {
    const { fields } = visible('signup');
    expect(fields).toMatchObject({ event: 'value', channel: 'value', source: 'value' });
    for (const hidden of ['email', 'note', 'anonymousId', 'unknown']) expect(fields).not.toHaveProperty(hidden);
  });

  it('is what the envelope says where nobody knows the event', () => {
    const unknown = { isKnown: false, fields: { event: 'value' } };
    expect(visible('gone')).toEqual(unknown);
    expect(visible(undefined)).toEqual(unknown);
    const other = { ...unknown, isKnown: true };
    for (const raw of ['{"event":"login"}', '{"event":1}', '[{"event":"signup"}]', '"x"', 'null', '{'])
      expect(visibleIn('signup', raw)).toEqual(other);
    for (const raw of ['{"event":"signup"}', '{}']) expect(visibleIn('signup', raw)).toEqual(visible('signup'));
  });

  it('is told apart inside structs, lists and maps, over all versions', () => {
    const inside = (properties: object) => ({ type: 'object', properties, 'x-sluice': { type: 'struct' } });
    const holder = (type: string, schema: object, ordinal: number) => ({
      description: 'x',
      ...schema,
      'x-sluice': { type, column: `c${ordinal}`, ordinal, sensitivity: 'internal' },
    });
    const person = (mark: string) => ({
      ...named('name', field('string', mark), 1),
      ...named('shop', field('string', 'internal'), 2),
    });
    const version = (minor: number, mark: string) =>
      document('visit', `1.${minor}`, {
        one: holder('struct', { type: 'object', properties: person(mark) }, 1),
        many: holder('list', { type: 'array', items: inside(person(mark)) }, 2),
        byName: holder('map', { type: 'object', additionalProperties: inside(person(mark)) }, 3),
        tags: holder('list', { type: 'array', items: { type: 'string', 'x-sluice': { type: 'string' } } }, 4),
        free: holder('json', {}, 5),
      });
    const seen = (...marks: string[]) =>
      visibleFields(modelOf(marks.map((mark, minor) => version(minor, mark)) as never))('visit', '{}').fields;
    const shop = { shop: 'value' };
    const rest = { tags: 'value', free: 'all' };
    for (const marks of [['personal'], ['personal', 'internal'], ['internal', 'personal']])
      expect(seen(...marks)).toEqual({ one: shop, many: shop, byName: { '*': shop }, ...rest });
    const both = { ...shop, name: 'value' };
    expect(seen('internal')).toEqual({ one: both, many: both, byName: { '*': both }, ...rest });
  });

  const raw = '{"event":"signup","email":"a@b.c","channel":"x","extra":1}';
  const letter: DeadLetter = {
    id: '1',
    arrivedAt: 0,
    event: 'signup',
    eventId: 'e',
    errors: [
      { code: 'type', path: '/email', message: 'Must be a string, found the number 5.' },
      { code: 'type', path: '/channel', message: 'Must be a string, found the number 6.' },
      { code: 'bad-json', path: '', message: 'The body is not JSON: Unexpected token, "a@b.c"' },
      { code: 'unknown-event', path: '', message: 'There is no event "x".' },
    ],
    raw,
    contract: '',
    headers: {},
  };
  const group: DeadLetterGroup = { reason: 'type', event: 'signup', count: 1, first: 0, last: 0, example: letter };

  it('masks the event and what messages repeat of it', () => {
    const { example, masked } = listed(group, visible('signup'));
    expect([masked, example.raw]).toEqual([true, '{"event":"signup","email":"***","channel":"x","extra":"***"}']);
    expect(example.errors.map(({ message }) => message)).toEqual([
      'Must be a string; what was found is masked.',
      'Must be a string, found the number 6.',
      'The message may repeat a personal value; --show-personal shows it.',
      'There is no event "x".',
    ]);
  });

  it('masks what came with it, and names that nobody knows', () => {
    const example = {
      ...letter,
      event: 'a@b.c',
      version: 'a@b.c',
      eventId: 'a@b.c',
      sentAt: 'a@b.c',
      headers: { 'user-agent': 'a@b.c' },
      errors: [
        { code: 'unknown-event', path: '', message: 'There is no event "a@b.c".' },
        { code: 'not-an-object', path: '', message: 'An event is a JSON object, not "a@b.c".' },
        { code: 'unknown-property', path: '/a@b.c', message: '"a@b.c" is not allowed here.' },
        { code: 'unknown-property', path: '/x', message: '"x" is not allowed here.' },
      ],
      raw: '{"a@b.c":["a@b.c"],"eventId":"a@b.c"}',
    };
    const isKnown = false;
    const shown = listed({ ...group, event: 'a@b.c', app: 'a@b.c', example }, { isKnown, fields: {} });
    expect(JSON.stringify(shown)).not.toContain('a@b.c');
    expect(shown.example.errors.at(-1)).toEqual(example.errors.at(-1));
    const fields = { event: 'value', version: 'value', context: { app: 'all' } } as const;
    expect(listed({ ...group, event: 'next', app: 'shop 1' }, { isKnown, fields })).toMatchObject({
      event: 'next',
      app: 'shop 1',
    });
  });

  it('masks what is no text, and shows everything where it is asked to', () => {
    const binary = { ...group, example: { ...letter, raw: '/w==', encoding: 'base64' as const } };
    expect(listed(binary, visible('signup')).example).toMatchObject({ raw: '"***"' });
    expect(listed(group, undefined)).toEqual({ ...group, masked: false });
  });
});

it.each([
  ['torn', 'Line 3 of a.json was cut off by a crash and is left out.'],
  ['damaged', 'Line 3 of a.json is damaged and is left out.'],
  ['unreadable', 'a.json is damaged from line 3 on: what follows cannot be read and is left out.'],
] as const)('says what became of a line that is %s', (kind, want) => {
  expect(describeBad({ path: 'a.json', line: 3, kind })).toBe(want);
});

describe('--event, --reason and --app', () => {
  const letter = (app?: object): DeadLetter => ({
    id: '1',
    arrivedAt: 0,
    event: 'signup',
    eventId: 'e',
    errors: [{ code: 'type', path: '/email', message: '' }],
    raw: JSON.stringify({ context: { app } }),
    contract: '',
    headers: {},
  });
  const shop = letter({ name: 'shop', version: '3.7.0' });
  const cases = [
    [{}, true],
    [{ event: 'signup', reason: 'type' }, true],
    [{ event: 'login' }, false],
    [{ reason: 'required' }, false],
    [{ app: 'shop' }, true],
    [{ app: 'shop 3.7.0' }, true],
    [{ app: 'shop 3.7' }, false],
    [{ app: 'sho' }, false],
    [{ event: 'login', app: 'shop' }, false],
  ] as const;
  it.each(cases)('%j: %s', (options, want) => {
    expect(choiceOf(options).chosen(shop)).toBe(want);
  });

  it('do not mean events that say no app, where an app is meant', () => {
    expect(choiceOf({ app: 'shop' }).chosen(letter())).toBe(false);
    expect(choiceOf({ app: 'shop' }).chosen(letter({ name: 'shop' }))).toBe(true);
  });
});

describe('--since and --until', () => {
  const cases = [
    ['2024-05-01', Date.UTC(2024, 4, 1)],
    ['2024-05-01T14', Date.UTC(2024, 4, 1, 14)],
    ['2024-05-01T14Z', Date.UTC(2024, 4, 1, 14)],
    ['2024-05-01T14:30', Date.UTC(2024, 4, 1, 14, 30)],
    ['2024-05-01T14:30:10.5Z', Date.UTC(2024, 4, 1, 14, 30, 10, 500)],
    ['2024-05-01T14:30+02:00', Date.UTC(2024, 4, 1, 12, 30)],
  ] as const;
  it.each(cases)('%s', (since, want) => {
    expect(choiceOf({ since: readMoment(since, '--since') }).period).toEqual({ since: want });
  });

  it.each(['yesterday', '2024-13-01', '2024-05-01T25', '1714521600', ''])('"%s" is refused', (until) => {
    expect(() => readMoment(until, '--until')).toThrow('--until');
  });
});
