import { describe, expect, it } from 'vitest';
import { seeded } from '../testing/contract.js';
import { scanJson } from '../wire/json-scan.js';
import { readPieces } from './read-pieces.js';

describe('readPieces', () => {
  const cases = [
    { name: 'a list', given: '[{"a":1},{"b":[{}]}]', want: ['{"a":1}', '{"b":[{}]}'] },
    { name: 'one element', given: '[{"a":1}]', want: ['{"a":1}'] },
    { name: 'a batch', given: '{"sentAt":9,"batch":[{"a":1},{}]}', want: ['{"a":1}', '{}'] },
    { name: 'a batch without sentAt', given: '{"batch":[{"a":1}]}', want: ['{"a":1}'] },
    { name: 'an empty list', given: '[]', want: undefined },
    { name: 'an event', given: '{"a":1}', want: undefined },
    { name: 'a border inside an event', given: '[{"a":[{},{}]}]', want: undefined },
    { name: 'a border inside a text', given: '[{"a":"},{"}]', want: undefined },
    { name: 'a border inside a text, another with white space', given: '[{"a":"},{"} ,{"b":1}]', want: undefined },
    { name: 'the same with a tab', given: '[{"a":"},{"}\t,{"b":1}]', want: undefined },
    { name: 'the same behind the comma', given: '[{"a":"},{"}, {"b":1}]', want: undefined },
    { name: 'elements that are no objects', given: '[{"a":1},7,{"b":1}]', want: undefined },
    { name: 'another member behind the batch', given: '{"batch":[{"a":1}],"x":[{"b":2}]}', want: undefined },
    { name: 'the batch twice', given: '{"batch":[{"a":1}],"batch":[{"b":2}]}', want: undefined },
    { name: 'a number with a leading zero', given: '{"sentAt":01,"batch":[{"a":1}]}', want: undefined },
    { name: 'not JSON', given: '[{"a":1},{"b":}]', want: undefined },
  ];
  it.each(cases)('$name', ({ given, want }) => {
    expect(readPieces(given)?.values.map(({ text }) => text)).toEqual(want);
  });

  it('never finds other borders than a scan of all characters (100,000 random lists)', () => {
    const random = seeded(7);
    const parts = ['{"a":1}', '{"a":"},{"}', '{}', '{"b":[{},{}]}', '{"c":" {"}', '{"d":"} "}', '{"e":"x, {"}', '7'];
    const borders = [',', ',', ',', ',', ' ,', ', '];
    const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
    let cut = 0;
    for (let i = 0; i < 100_000; i++) {
      let text = pick(parts);
      for (let n = Math.floor(random() * 4); n > 0; n--) text += pick(borders) + pick(parts);
      const found = readPieces(`[${text}]`);
      if (found === undefined) continue;
      cut++;
      const want = scanJson(`[${text}]`).members.map((member) => member.text);
      if (found.values.map((value) => value.text).join('|') !== want.join('|')) throw new Error(text);
      if (found.values.some(({ value, text: own }) => JSON.stringify(value) !== JSON.stringify(JSON.parse(own)))) {
        throw new Error(text);
      }
    }
    expect(cut).toBeGreaterThan(5_000);
  });
});
