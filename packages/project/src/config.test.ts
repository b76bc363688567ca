import { describe, expect, it } from 'vitest';
import { resolveConfig } from './config.js';

const folders = (config: Parameters<typeof resolveConfig>[0]) => {
  const { schemas, registry, generated } = resolveConfig(config);
  return [schemas, registry, generated];
};

describe('folders', () => {
  it.each([
    { name: 'nothing said', given: {}, want: ['schemas', 'registry', 'generated'] },
    { name: 'undefined', given: { registry: undefined as never }, want: ['schemas', 'registry', 'generated'] },
    { name: './ in front', given: { generated: './generated' }, want: ['schemas', 'registry', 'generated'] },
    { name: '/ at the end', given: { generated: 'out/' }, want: ['schemas', 'registry', 'out'] },
    { name: 'both', given: { registry: './a//b/' }, want: ['schemas', 'a/b', 'generated'] },
    { name: 'a way around', given: { registry: 'a/../b' }, want: ['schemas', 'b', 'generated'] },
    { name: 'backslashes', given: { generated: 'out\\sdk' }, want: ['schemas', 'registry', 'out/sdk'] },
    { name: 'a common beginning', given: { generated: 'registry2' }, want: ['schemas', 'registry', 'registry2'] },
  ])('$name', ({ given, want }) => expect(folders(given)).toEqual(want));

  it.each([
    { given: { generated: '.' }, want: 'generated is ".", the project itself' },
    { given: { generated: './' }, want: 'the project itself' },
    { given: { generated: 'a/..' }, want: 'the project itself' },
    { given: { generated: '' }, want: 'generated is "", which is no folder' },
    { given: { registry: 7 as never }, want: 'registry must be a text, found 7' },
    { given: { registry: '..' }, want: 'outside the project' },
    { given: { registry: 'a/../../b' }, want: 'outside the project' },
    { given: { schemas: '/etc' }, want: 'an absolute path' },
    { given: { schemas: 'C:\\x' }, want: 'an absolute path' },
    { given: { generated: 'registry' }, want: 'registry (registry) and generated (registry) overlap' },
    { given: { generated: 'schemas/out' }, want: 'schemas (schemas) and generated (schemas/out) overlap' },
    { given: { registry: 'generated/registry' }, want: 'overlap' },
    { given: { generated: 'Registry' }, want: 'overlap' },
  ])('refuses $given', ({ given, want }) => {
    expect(() => resolveConfig(given)).toThrow(expect.objectContaining({ name: 'UsageError' }));
    expect(() => resolveConfig(given)).toThrow(want);
  });
});
