import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { anyText, solveText } from '../index.js';
import { formats } from './index.js';

const ajv = new Ajv();
addFormats.default(ajv);

/** Texts around every format: its members and others with a character changed, dropped or doubled. */
const texts = [...new Set(formats.flatMap(({ members, others }) => [...members, ...others]))].flatMap((text) => [
  text,
  ...[...text].flatMap((_, i) =>
    ['', '0', '9', 'Z', ':', ' ', 'é'].map((char) => text.slice(0, i) + char + text.slice(i + 1)),
  ),
]);

describe.each(formats)('$id', ({ id, members, others, surely, possibly, maxLength = Number.POSITIVE_INFINITY }) => {
  const validate = ajv.compile({ type: 'string', format: id });

  it('has members that are members, and others that are not', () => {
    expect(members.filter((text) => !validate(text) || !new RegExp(possibly, 'u').test(text))).toEqual([]);
    expect(others.filter((text) => validate(text) || new RegExp(surely, 'u').test(text))).toEqual([]);
  });

  it('lies between its two languages', () => {
    const sure = texts.filter((text) => text.length <= maxLength && new RegExp(surely, 'u').test(text));
    const impossible = texts.filter((text) => !new RegExp(possibly, 'u').test(text));
    expect(sure.filter((text) => !validate(text))).toEqual([]);
    expect(impossible.filter((text) => validate(text))).toEqual([]);
  });

  it('has one language within the other', () => {
    expect(solveText({ ...anyText, maxLength, patterns: [surely], notPatterns: [possibly] }).kind).toBe('empty');
  });

  it('has examples in and out of it', () => {
    const inside = solveText({ ...anyText, formats: [id], excluded: members });
    const outside = solveText({ ...anyText, notFormats: [id] });
    expect(inside.kind === 'example' && [inside.value, ...inside.more].filter((text) => !validate(text))).toEqual([]);
    expect(outside.kind === 'example' && [outside.value, ...outside.more].filter((text) => validate(text))).toEqual([]);
  });
});
