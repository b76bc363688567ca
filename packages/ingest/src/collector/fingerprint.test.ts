import { describe, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.js';

function of(text: string): number {
  return fingerprint(JSON.parse(text) as { readonly [key: string]: unknown }, text);
}

const same: readonly (readonly [string, string])[] = [
  ['{"a":1,"b":{"c":[1,2],"d":"x"}}', '{ "b":{"d":"\\u0078","c":[1, 2]},"a":1}'],
  ['{"a":1}', '{"a":1,"event":"e","eventId":"i","sentAt":1,"receivedAt":2}'],
  ['{"a":1}', '{"a":1.0000000000000000000}'],
  ['{"a":1000,"b":12345678901234567890}', '{"a":1e3,"b":1234567890123456789.0E1}'],
  ['{"a":1.5}', '{"a":0.00000000000000015e+16}'],
  ['{"a":0}', '{"a":-0.0000000000000000000}'],
  ['{"a":12345678901234567890}', '{"a":12345678901234567890.000}'],
];

const other: readonly (readonly [string, string])[] = [
  ['{"a":1}', '{"a":"1"}'],
  ['{"a":[1,2]}', '{"a":[2,1]}'],
  ['{"a":9007199254740992}', '{"a":9007199254740993}'],
  ['{"a":{"b":[12345678901234567890]}}', '{"a":{"b":[12345678901234567891]}}'],
  ['{"a":1}', '{"a":1.00000000000000000001}'],
  ['{"a":0.1}', '{"a":0.1000000000000000055511151231257827}'],
  ['{"a":12345678901234567890}', '{"a":-12345678901234567890}'],
  ['{"a":1e999}', '{"a":1e998}'],
  ['{"a":12345678901234567890}', '{"a":"12345678901234567890"}'],
];

describe('the fingerprint of a payload', () => {
  it.each(same)('%s is the same as %s', (one, two) => expect(of(one)).toBe(of(two)));
  it.each(other)('%s is another than %s', (one, two) => expect(of(one)).not.toBe(of(two)));
});
