import type { Format } from './format.js';

const byte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const hex = '[0-9a-fA-F]{1,4}';
const label = '[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*';
const host = `[A-Za-z](?:-?[A-Za-z0-9])*(?:\\.[A-Za-z](?:-?[A-Za-z0-9])*)*`;

/** Addresses and names of machines and mailboxes. */
export const networkFormats: readonly Format[] = [
  {
    id: 'ipv4',
    source: 'https://www.rfc-editor.org/rfc/rfc2673#section-3.2',
    members: ['192.0.2.1', '0.0.0.0', '255.255.255.255'],
    others: ['', '256.0.0.1', 'x'],
    surely: `^${byte}(?:\\.${byte}){3}$`,
    possibly: `^${byte}(?:\\.${byte}){3}$`,
  },
  {
    id: 'ipv6',
    source: 'https://www.rfc-editor.org/rfc/rfc4291#section-2.2',
    members: ['2001:db8::1', '::1', '::', '2001:db8:0:0:0:0:0:1'],
    others: ['', ':', 'x'],
    surely: `^(?:${hex}(?::${hex}){7}|::(?:${hex}(?::${hex}){0,5})?|${hex}(?::${hex}){0,5}::|${hex}::${hex}(?::${hex}){0,4})$`,
    possibly: '^[0-9a-fA-F:]*:[0-9a-fA-F:]*:[0-9a-fA-F:.]*$',
  },
  {
    id: 'email',
    source: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2',
    members: ['a@example.com', 'b.c@example.com', 'd-e@mail.example.org'],
    others: ['', 'x', 'example.com'],
    surely: `^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*@(?:${label}\\.)+[A-Za-z]{2,}$`,
    possibly: '@',
    maxLength: 60,
  },
  {
    id: 'hostname',
    source: 'https://www.rfc-editor.org/rfc/rfc1123#section-2.1',
    members: ['example.com', 'localhost', 'a.example.org'],
    others: ['', '-', 'a b', '.'],
    surely: `^${host}$`,
    possibly: '^[A-Za-z0-9._-]+$',
    maxLength: 60,
  },
];
