import { readJson } from '@sluice/contract';
import { expect, it } from 'vitest';
import { isRegistryDocument, surroundingsOf } from './registry-file.js';
import { parseRegistry } from './registry-files.js';

const text = '{"properties":{"a":{"maximum":9007199254740993}},"x-sluice":{"event":"sale","version":"1.0"}}';
const want = {
  code: 'registry-number',
  message: 'The file holds 9007199254740993, a number that loses digits where it is read as a double.',
};

it('refuses a registry file with a number that no double holds', () => {
  const read = () => parseRegistry(new Map([['registry/sale/1.0.json', text]]));
  expect(read).toThrow(expect.objectContaining({ ...want, path: 'registry/sale/1.0.json' }));
});

it('refuses such a file where it is given by itself', async () => {
  const document = readJson(text);
  const given = isRegistryDocument(document) ? [{ document, file: 'sale.json' }] : [];
  await expect(surroundingsOf(given, '/')).rejects.toMatchObject({ ...want, path: 'sale.json' });
});

it('takes one in which a double holds every number', () => {
  const fine = text.replace('9007199254740993', '9007199254740991');
  expect(parseRegistry(new Map([['registry/sale/1.0.json', fine]]))).toEqual([JSON.parse(fine)]);
});
