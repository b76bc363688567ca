import { expect, it } from 'vitest';
import { compareVersions, parseVersion } from './versions.js';

it('orders number by number', () => {
  expect(['1.10', '1.9', '2.0', '1.0', '10.0'].sort(compareVersions)).toEqual(['1.0', '1.9', '1.10', '2.0', '10.0']);
});

it.each(['1', '1.0.0', '01.0', '1.00', '0.1', '1.-1', ' 1.0', '1.0 ', '1234567890.0', ''])('%j is no version', (text) =>
  expect(parseVersion(text)).toBeUndefined(),
);

it('reads both numbers', () => expect(parseVersion('12.34')).toEqual({ major: 12, minor: 34 }));
