/** What the server adds to an event where the event does not say it itself. */
export type Additions = { readonly [key: string]: unknown };

/**
 * The record that is forwarded: the event as it was sent, on one line, preceded by the additions, ended by a line feed.
 * `text` must be a valid JSON object without surrounding white space that has none of the added keys; `plain` says that it has
 * no line breaks.
 */
export function eventLine(text: string, additions: Additions, plain = false): string {
  const added = JSON.stringify(additions).slice(1, -1);
  const rest = plain ? text.slice(1).trimStart() : oneLine(text.slice(1).trimStart());
  const comma = added === '' || rest === '}' ? '' : ',';
  return `{${added}${comma}${rest}\n`;
}

/** Line breaks of JSON stand between tokens only (a string has them escaped), so a space can take their place. */
function oneLine(json: string): string {
  return /[\r\n]/.test(json) ? json.replace(/[\r\n]+/g, ' ') : json;
}
