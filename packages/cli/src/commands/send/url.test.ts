import { expect, test } from 'vitest';
import { collectorUrl } from './url.js';

test.each([
  ['localhost:8099', 'http://localhost:8099'],
  ['localhost', 'http://localhost'],
  ['//localhost:8099/', 'http://localhost:8099'],
  ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['[::1]:8080', 'http://[::1]:8080'],
  ['collector:8080', 'http://collector:8080'],
  ['collector', 'http://collector'],
  ['10.0.0.7', 'http://10.0.0.7'],
  ['collect.shop.example', 'https://collect.shop.example'],
  ['collect.shop.example/in/', 'https://collect.shop.example/in'],
  ['collect.shop.example:8443', 'http://collect.shop.example:8443'],
  ['collect.shop.example:443', 'https://collect.shop.example:443'],
  ['HTTP://Localhost:1', 'HTTP://Localhost:1'],
  ['https://a.example//', 'https://a.example'],
  ['http://localhost:8080/events', 'http://localhost:8080'],
  [' localhost:8099 ', 'http://localhost:8099'],
])('%s is %s', (given, want) => expect(collectorUrl(given)).toBe(want));

test.each([
  '',
  ' ',
  'ftp://a.example',
  'file:///tmp/a',
  'http://',
  'a b',
  'localhost:port',
  'localhost:99999',
  'https://a.example?x=1',
  'localhost:1#a',
  '::1',
])('%j is refused', (given) =>
  expect(() => collectorUrl(given)).toThrow(expect.objectContaining({ name: 'UsageError' })),
);
