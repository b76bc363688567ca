import { type EventLine, textOfLine } from '../wire/event-line.js';

/**
 * Records as bytes, in order. Those of ASCII are encoded in one go, because a call for each costs more than the bytes; `ascii`
 * says that they are known to be.
 */
export function encodeLines(lines: readonly EventLine[], ascii = false): Uint8Array[] {
  const [only] = lines;
  if (lines.length === 1 && only !== undefined) return [Buffer.from(textOfLine(only))];
  let all = '';
  for (const { head, rest } of lines) all += `${head}${rest}\n`;
  const bytes = Buffer.from(all, ascii ? 'latin1' : 'utf8');
  if (bytes.byteLength !== all.length) return lines.map((line) => Buffer.from(textOfLine(line)));
  let at = bytes.byteOffset;
  return lines.map(({ head, rest }) => {
    const length = head.length + rest.length + 1;
    at += length;
    return new Uint8Array(bytes.buffer, at - length, length);
  });
}
