/** One line of plain text: line breaks, tabs and control characters become single spaces, half surrogate pairs the replacement character. */
export function oneLine(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}

const utf8 = new TextEncoder();

/** Length in bytes of UTF-8. */
export function byteLength(text: string): number {
  return utf8.encode(text).length;
}

/** Whether a text has more bytes than that; most are so short that nothing has to be counted. */
export function isLonger(text: string, bytes: number): boolean {
  return text.length > bytes || (text.length * 3 > bytes && byteLength(text) > bytes);
}

/**
 * At most `limit` bytes of UTF-8: a longer text is cut at a word where possible, never inside a character, and ends in an
 * ellipsis.
 */
export function cut(text: string, limit: number): string {
  if (!isLonger(text, limit)) return text;
  let head = '';
  let room = limit - byteLength('…');
  for (const character of text) {
    room -= byteLength(character);
    if (room < 0) break;
    head += character;
  }
  const word = head.lastIndexOf(' ');
  return `${word > head.length / 2 ? head.slice(0, word) : head}…`;
}

/**
 * Glue's limit for a column comment: 255 bytes without line breaks
 * (docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-tables.html). Athena stores its comments in Glue.
 */
const glueCommentLimit = 255;

/** A description as Glue and Athena accept it for a column. */
export function glueComment(description: string): string {
  return cut(oneLine(description), glueCommentLimit);
}
