import { expect, it } from 'vitest';
import { seeded } from '../testing/contract.js';
import { FRAME_HEADER, frameOf, readFrames } from './frame.js';

const texts = ['{"a":1}\n', '', 'SLR1', 'x'.repeat(300)];
const whole = Buffer.concat(texts.map((text, i) => frameOf(Buffer.from(text), 1_000 + i)));
const starts = texts.map((_, i) => texts.slice(0, i).reduce((sum, text) => sum + FRAME_HEADER + text.length, 0));

function read(bytes: Uint8Array): { records: string[]; flaws: unknown[] } {
  const { frames, flaws } = readFrames(bytes);
  return { records: frames.map(({ record }) => Buffer.from(record).toString()), flaws: [...flaws] };
}

function changed(change: (bytes: Buffer) => Buffer | undefined): Buffer {
  const copy = Buffer.from(whole);
  return change(copy) ?? copy;
}

const end = whole.length;

it.each([
  { name: 'what was written', given: whole, records: texts, flaws: [] },
  { name: 'an empty segment', given: Buffer.alloc(0), records: [], flaws: [] },
  {
    name: 'a last record without its last byte',
    given: whole.subarray(0, end - 1),
    records: texts.slice(0, 3),
    flaws: [{ from: starts[3], to: end - 1, kind: 'torn' }],
  },
  {
    name: 'half a header',
    given: whole.subarray(0, (starts[3] as number) + 3),
    records: texts.slice(0, 3),
    flaws: [{ from: starts[3], to: (starts[3] as number) + 3, kind: 'torn' }],
  },
  {
    name: 'zeros behind the end',
    given: Buffer.concat([whole, Buffer.alloc(50)]),
    records: texts,
    flaws: [{ from: end, to: end + 50, kind: 'torn' }],
  },
  {
    name: 'a flipped bit in the first record',
    given: changed((bytes) => void bytes.writeUInt8((bytes[FRAME_HEADER + 2] as number) ^ 4, FRAME_HEADER + 2)),
    records: texts.slice(1),
    flaws: [{ from: 0, to: starts[1], kind: 'damaged' }],
  },
  {
    name: 'a length that reaches over the end, with records behind it',
    given: changed((bytes) => void bytes.writeUInt32LE(100_000, 4)),
    records: texts.slice(1),
    flaws: [{ from: 0, to: starts[1], kind: 'damaged' }],
  },
  {
    name: 'a flipped bit in the last record: complete, so it may have been acknowledged',
    given: changed((bytes) => void bytes.writeUInt8(0, end - 1)),
    records: texts.slice(0, 3),
    flaws: [{ from: starts[3], to: end, kind: 'damaged' }],
  },
  {
    name: 'foreign bytes between records',
    given: Buffer.concat([whole.subarray(0, starts[1]), Buffer.from('SLR1 rubbish'), whole.subarray(starts[1])]),
    records: texts,
    flaws: [{ from: starts[1], to: (starts[1] as number) + 12, kind: 'damaged' }],
  },
])('reads $name', ({ given, records, flaws }) => {
  expect(read(given)).toEqual({ records, flaws });
});

it('loses only the records that random damage touches', () => {
  const random = seeded(11);
  for (let round = 0; round < 500; round++) {
    const at = Math.floor(random() * end);
    const length = Math.min(end - at, 1 + Math.floor(random() * 40));
    const bytes = changed((copy) => void copy.fill(Math.floor(random() * 256), at, at + length));
    const touched = (i: number): boolean => {
      const [from, to] = [starts[i] as number, starts[i + 1] ?? end];
      return !whole.subarray(from, to).equals(bytes.subarray(from, to));
    };
    expect(read(bytes).records).toEqual(texts.filter((_, i) => !touched(i)));
  }
});
