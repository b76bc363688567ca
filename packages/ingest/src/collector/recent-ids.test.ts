import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { recentIds } from './recent-ids.js';
import { uuidWords } from './uuid-words.js';

const words = (id: string) => {
  const given = new Uint32Array(4);
  return uuidWords(id, given, 0) ? [...given].map((word) => word.toString(16).padStart(8, '0')).join('') : undefined;
};

describe('uuidWords', () => {
  const id = '0190b4f1-6c1e-7fff-8abc-0123456789de';
  const cases = [
    { name: 'a UUID', given: id, want: id.replaceAll('-', '') },
    { name: 'upper case', given: id.toUpperCase(), want: id.replaceAll('-', '') },
    { name: 'all ones', given: 'ffffffff-ffff-ffff-ffff-ffffffffffff', want: 'f'.repeat(32) },
    { name: 'a letter that is no digit', given: id.replace('a', 'g'), want: undefined },
    { name: 'a character beyond ASCII', given: id.replace('a', 'İ'), want: undefined },
    { name: 'no hyphens', given: 'f'.repeat(36), want: undefined },
    { name: 'a hyphen for a digit', given: id.replace('0', '-'), want: undefined },
    { name: 'too short', given: id.slice(1), want: undefined },
  ];
  it.each(cases)('$name', ({ given, want }) => expect(words(given)).toBe(want));

  it('refuses a wrong character in every place', () => {
    for (let at = 0; at < 36; at++) expect(words(`${id.slice(0, at)}x${id.slice(at + 1)}`)).toBeUndefined();
  });
});

describe('recentIds', () => {
  const of = (id: string) => {
    const given = new Uint32Array(4);
    uuidWords(id, given, 0);
    return given;
  };

  it('remembers an id for its event only', () => {
    const recent = recentIds(10);
    const [login, view] = [recent.tagOf('login'), recent.tagOf('view')];
    const id = of(randomUUID());
    recent.add(id, 0, login, 7);
    recent.addText('a', view, -8);
    expect([recent.find(id, 0, login), recent.find(id, 0, view)]).toEqual([7, undefined]);
    expect([recent.findText('a', view), recent.findText('a', login)]).toEqual([-8, undefined]);
  });

  it('holds at least half and at most all of its capacity', () => {
    const recent = recentIds(1_000);
    const ids = Array.from({ length: 10_000 }, () => of(randomUUID()));
    for (const [i, id] of ids.entries()) {
      recent.add(id, 0, 1, -1);
      expect(recent.size()).toBeLessThanOrEqual(1_000);
      if (i >= 500) expect(recent.find(ids[i - 499] as Uint32Array, 0, 1)).toBe(-1);
    }
    expect(recent.find(ids[8_000] as Uint32Array, 0, 1)).toBeUndefined();
  });

  it('stays as quick when ids are made to collide', () => {
    const recent = recentIds(2_000);
    const ids = Array.from({ length: 1_000 }, (_, i) => Uint32Array.of(0, 0, 0, i * 4_096));
    for (const id of ids) recent.add(id, 0, 1, -1);
    expect(ids.filter((id) => recent.find(id, 0, 1) === -1).length).toBeGreaterThan(0);
  });

  it('remembers nothing without capacity', () => {
    const recent = recentIds(0);
    recent.add(of(randomUUID()), 0, 1, 1);
    recent.addText('a', 1, 1);
    expect([recent.size(), recent.findText('a', 1)]).toEqual([0, undefined]);
  });
});
