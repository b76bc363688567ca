/** Valid texts of every format that the validators assert, the plainest first. */
export const formatStrings: { readonly [format: string]: readonly string[] } = {
  uuid: ['0190163d-8694-739b-aea5-966c26f8ad91'],
  date: ['2026-01-31', '2024-02-29', '0001-01-01', '9999-12-31'],
  'date-time': ['2026-01-31T10:00:00Z', '2026-01-31T10:00:00.123+14:00'],
  time: ['10:00:00Z'],
  duration: ['P1D'],
  email: ['a@example.com'],
  hostname: ['example.com'],
  ipv4: ['192.0.2.1'],
  ipv6: ['2001:db8::1', '::'],
  uri: ['https://example.com/', 'urn:a:b'],
  'uri-reference': ['/a', 'https://example.com/'],
  'uri-template': ['/{a}'],
  'json-pointer': ['/a', ''],
  'relative-json-pointer': ['0'],
  regex: ['a'],
};
