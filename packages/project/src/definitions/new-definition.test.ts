import { expect, it } from 'vitest';
import { parseField } from './new-definition.js';

it.each([
  ['kind:enum()', 'name each value once, e.g. kind:enum(card,cash).'],
  ['kind:enum', 'name each value once, e.g. kind:enum(card,cash).'],
  ['kind?:enum(a,)', 'name each value once, e.g. kind?:enum(card,cash).'],
  ['kind:enum(a,b, a)', 'name each value once'],
  ['total:decimal', 'there is no type "decimal"'],
  ['a:strin', 'did you mean string?'],
  ['__proto__:string', 'is not a field'],
  ['a:constructor', 'there is no type "constructor"'],
])('refuses %s', (text, want) => {
  expect(() => parseField(text)).toThrow(want);
});

it.each([
  ['kind:enum(a, b)', "Enum(['a', 'b'], OPTIONS)"],
  ['total?:decimal(10,2)', 'Decimal(10, 2, OPTIONS)'],
])('reads %s', (text, code) => {
  expect(parseField(text).code).toBe(code);
});
