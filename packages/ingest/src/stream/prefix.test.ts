import { describe, expect, it } from 'vitest';
import { DEFAULT_PREFIXES, evaluatePrefix } from './prefix.js';

const arrivedAt = Date.UTC(2024, 0, 2, 3);
const keys = { event: 'purchase', major: '1', year: '2024', month: '01', day: '02', hour: '03' };

describe('evaluatePrefix', () => {
  const cases = [
    {
      name: 'raw',
      given: [DEFAULT_PREFIXES.raw, keys, undefined],
      want: 'raw/event=purchase/major=1/year=2024/month=01/day=02/hour=03/',
    },
    {
      name: 'source',
      given: [DEFAULT_PREFIXES.source, {}, undefined],
      want: 'source/year=2024/month=01/day=02/hour=03/',
    },
    {
      name: 'error',
      given: [DEFAULT_PREFIXES.error, {}, 'processing-failed'],
      want: 'errors/processing-failed/year=2024/month=01/day=02/hour=03/',
    },
    { name: 'no error type', given: ['!{firehose:error-output-type}/', {}, undefined], want: undefined },
    { name: 'a missing key', given: ['!{partitionKeyFromLambda:event}/', {}, undefined], want: undefined },
    { name: 'an inherited key', given: ['!{partitionKeyFromLambda:toString}/', {}, undefined], want: undefined },
    { name: 'a way out', given: ['!{partitionKeyFromLambda:event}/', { event: '..' }, undefined], want: undefined },
    {
      name: 'a hidden folder',
      given: ['!{partitionKeyFromLambda:event}/', { event: '.x' }, undefined],
      want: undefined,
    },
    { name: 'a slash', given: ['!{partitionKeyFromLambda:event}/', { event: 'a/b' }, undefined], want: undefined },
    { name: 'an unknown namespace', given: ['!{other:x}/', {}, undefined], want: undefined },
    { name: 'another pattern', given: ['!{timestamp:SSS}/', {}, undefined], want: undefined },
    {
      name: 'a pattern with slashes and quoted text',
      given: ["!{timestamp:'at='yyyy/MM/dd/HH-mm-ss}/", {}, undefined],
      want: 'at=2024/01/02/03-00-00/',
    },
    { name: 'no slash at the end', given: ['a!{timestamp:HH}-', {}, undefined], want: 'a03-' },
    { name: 'a way out by the pattern', given: ['a/../b/!{timestamp:HH}/', {}, undefined], want: undefined },
    { name: 'an absolute path', given: ['/a/', {}, undefined], want: undefined },
    { name: '512 bytes', given: [`${'x'.repeat(511)}/`, {}, undefined], want: `${'x'.repeat(511)}/` },
    { name: 'a byte more', given: [`${'x'.repeat(512)}/`, {}, undefined], want: undefined },
  ] as const;
  it.each(cases)('$name', ({ given: [prefix, partitionKeys, errorType], want }) => {
    const values = { arrivedAt, partitionKeys, ...(errorType === undefined ? {} : { errorType }) };
    const evaluated = evaluatePrefix(prefix, values);
    expect(evaluated.kind === 'prefix' ? evaluated.prefix : undefined).toBe(want);
  });
});
