import { expect, it } from 'vitest';
import { crc32c } from './crc32c.js';

const up = Uint8Array.from({ length: 32 }, (_, i) => i);

it.each([
  { name: '32 zeros', given: new Uint8Array(32), want: 0x8a9136aa },
  { name: '32 ones', given: new Uint8Array(32).fill(255), want: 0x62a8ab43 },
  { name: 'counting up', given: up, want: 0x46dd794e },
  { name: 'counting down', given: up.slice().reverse(), want: 0x113fdb5c },
  { name: 'the usual check value', given: Buffer.from('123456789'), want: 0xe3069283 },
  { name: 'nothing', given: new Uint8Array(0), want: 0 },
])('vector of RFC 3720: $name', ({ given, want }) => {
  expect(crc32c(given)).toBe(want);
  expect(crc32c(given.subarray(5), crc32c(given.subarray(0, 5)))).toBe(want);
});
