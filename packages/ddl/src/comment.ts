/** One line of plain text: line breaks, tabs and control characters become single spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

/** At most `limit` characters (Unicode code points): a longer text is cut at a word where possible and ends in an ellipsis. */
export function cut(text: string, limit: number): string {
  const points = [...text];
  if (points.length <= limit) return text;
  const head = points.slice(0, limit - 1).join('');
  const word = head.lastIndexOf(' ');
  return `${word > limit / 2 ? head.slice(0, word) : head}…`;
}

/**
 * Glue's limit for a column comment: 255 characters without line breaks (API model of `Column.Comment`). Athena
 * stores its comments in Glue.
 */
export const glueCommentLimit = 255;

/** A description as Glue and Athena accept it for a column. */
export function glueComment(description: string): string {
  return cut(oneLine(description), glueCommentLimit);
}
