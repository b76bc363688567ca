import type { Format } from './format.js';

const path = '(?:/[A-Za-z0-9._~-]*)*';
const tail = '(?:\\?[A-Za-z0-9._~=&-]*)?(?:#[A-Za-z0-9._~-]*)?';
const uri = `[A-Za-z][A-Za-z0-9+.-]*://[a-z0-9]+(?:[.-][a-z0-9]+)*(?::\\d{2,4})?${path}${tail}`;
const token = '(?:[^~/]|~0|~1)*';

/** Identifiers and what points to something. */
export const referenceFormats: readonly Format[] = [
  {
    id: 'uri',
    source: 'https://www.rfc-editor.org/rfc/rfc3986',
    members: ['https://example.com/', 'http://example.org/a?b=c', 'ftp://example.com/'],
    others: ['', 'x', '/', 'a b'],
    surely: `^${uri}$`,
    possibly: '^[A-Za-z][A-Za-z0-9+.-]*:\\S*$',
  },
  {
    id: 'uri-reference',
    source: 'https://www.rfc-editor.org/rfc/rfc3986#section-4.1',
    members: ['/a', 'https://example.com/', 'a'],
    others: ['a b', ' '],
    surely: `^(?:${uri}|(?:[A-Za-z0-9._~-]+|/[A-Za-z0-9._~-]+)?${path}${tail})$`,
    possibly: '^\\S*$',
  },
  {
    id: 'uri-template',
    source: 'https://www.rfc-editor.org/rfc/rfc6570',
    members: ['/{a}', '/a', 'https://example.com/{a}'],
    others: ['{', '{a'],
    surely: '^(?:[A-Za-z0-9/._-]|\\{[a-z]+\\})*$',
    possibly: '^[^\\x00-\\x20{}]*(?:\\{[^{}]*\\}[^\\x00-\\x20{}]*)*$',
  },
  {
    id: 'uuid',
    source: 'https://www.rfc-editor.org/rfc/rfc9562#section-4',
    members: ['0190163d-8694-739b-aea5-966c26f8ad91', '00000000-0000-4000-8000-000000000001'],
    others: ['', 'x', '0190163d'],
    surely: '^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
    possibly: '^(?:[uU][rR][nN]:[uU][uU][iI][dD]:)?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
  },
  {
    id: 'json-pointer',
    source: 'https://www.rfc-editor.org/rfc/rfc6901#section-3',
    members: ['/a', '', '/a/0'],
    others: ['a', '/~', '~ not ~'],
    surely: `^(?:/${token})*$`,
    possibly: `^(?:/${token})*$`,
  },
  {
    id: 'relative-json-pointer',
    source: 'https://www.ietf.org/archive/id/draft-bhutton-relative-json-pointer-00.html',
    members: ['0', '1/a', '0#'],
    others: ['', 'x', '/'],
    surely: `^(?:0|[1-9]\\d*)(?:#|(?:/${token})*)$`,
    possibly: `^(?:0|[1-9]\\d*)(?:[+-](?:0|[1-9]\\d*))?(?:#|(?:/${token})*)$`,
  },
  {
    id: 'regex',
    source: 'https://tc39.es/ecma262/#sec-patterns',
    members: ['a', '^[a-z]+$', ''],
    others: ['(', '[', '(a', 'a)', '[a', '*', 'a\\'],
    surely: '^[A-Za-z0-9_ ]*$',
    possibly: '',
  },
];
