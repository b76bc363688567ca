import { crc32c } from './crc32c.js';

/** Bytes that stand in front of every record of a segment: mark, length, time, checksum. */
export const FRAME_HEADER = 20;

/** The largest record that a frame takes: larger than any sink's limit. */
export const MAX_RECORD = 16 * 1024 * 1024;

/** Marks the start of a record, so that the next one can be found behind damage. */
const MARK = Buffer.from('SLR1');

/** A record as it stands in a segment. */
export interface Frame {
  /** Where its header starts. */
  readonly start: number;
  /** Where the next one starts. */
  readonly end: number;
  /** When it was appended: epoch milliseconds. */
  readonly at: number;
  readonly record: Uint8Array;
}

/** Bytes of a segment that are no record: the half-written end, or damage. */
export interface Flaw {
  readonly from: number;
  readonly to: number;
  /** `torn`: a record that was being written when the process or the machine went down; it was never acknowledged. */
  readonly kind: 'torn' | 'damaged';
}

/** What a segment's bytes hold. */
export interface Frames {
  readonly frames: readonly Frame[];
  readonly flaws: readonly Flaw[];
}

/** The bytes of a record in a segment. */
export function frameOf(record: Uint8Array, at: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(FRAME_HEADER + record.byteLength);
  MARK.copy(bytes, 0);
  bytes.writeUInt32LE(record.byteLength, 4);
  bytes.writeDoubleLE(at, 8);
  bytes.set(record, FRAME_HEADER);
  bytes.writeUInt32LE(checksum(bytes, FRAME_HEADER + record.byteLength), 16);
  return bytes;
}

/** Reads a segment from `from` on. Behind damage it goes on with the next record whose checksum is right. */
export function readFrames(segment: Uint8Array, from = 0): Frames {
  const bytes = Buffer.from(segment.buffer, segment.byteOffset, segment.byteLength);
  const frames: Frame[] = [];
  const flaws: Flaw[] = [];
  for (let offset = from; offset < bytes.length; ) {
    const frame = frameAt(bytes, offset);
    if (frame !== undefined) frames.push(frame);
    const to = frame?.end ?? nextStart(bytes, offset + 1);
    if (frame === undefined) {
      flaws.push({ from: offset, to, kind: to === bytes.length && isTorn(bytes, offset) ? 'torn' : 'damaged' });
    }
    offset = to;
  }
  return { frames, flaws };
}

function frameAt(bytes: Buffer, start: number): Frame | undefined {
  if (bytes.length - start < FRAME_HEADER || !startsWithMark(bytes, start)) return undefined;
  const end = start + FRAME_HEADER + bytes.readUInt32LE(start + 4);
  if (end > bytes.length || end - start > FRAME_HEADER + MAX_RECORD) return undefined;
  if (checksum(bytes.subarray(start), end - start) !== bytes.readUInt32LE(start + 16)) return undefined;
  return { start, end, at: bytes.readDoubleLE(start + 8), record: bytes.subarray(start + FRAME_HEADER, end) };
}

function nextStart(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(MARK, from); at !== -1; at = bytes.indexOf(MARK, at + 1)) {
    if (frameAt(bytes, at) !== undefined) return at;
  }
  return bytes.length;
}

/** A half-written record is the beginning of one, or zeros where the file grew before its data came. */
function isTorn(bytes: Buffer, start: number): boolean {
  const rest = bytes.subarray(start);
  if (rest.every((byte) => byte === 0)) return true;
  if (rest.length < FRAME_HEADER) return MARK.subarray(0, rest.length).equals(rest.subarray(0, MARK.length));
  const length = rest.readUInt32LE(4);
  return startsWithMark(rest, 0) && length <= MAX_RECORD && FRAME_HEADER + length > rest.length;
}

function startsWithMark(bytes: Buffer, start: number): boolean {
  return bytes.compare(MARK, 0, MARK.length, start, start + MARK.length) === 0;
}

/** Over length, time and record: everything but the mark and the checksum itself. */
function checksum(frame: Buffer, end: number): number {
  return crc32c(frame.subarray(FRAME_HEADER, end), crc32c(frame.subarray(4, 16)));
}
