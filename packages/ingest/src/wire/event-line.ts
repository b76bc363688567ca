/** A record in two parts, which belong together without anything between them. */
export interface EventLine {
  /** An opening brace and what was added. */
  readonly head: string;
  /** The rest of the event, without a line feed at its end. */
  readonly rest: string;
}

/**
 * The record that is forwarded: the event as it was sent, on one line, preceded by `added` (members of a JSON object, without
 * braces, or nothing). `text` must be a valid JSON object without surrounding white space that has none of the added keys;
 * `plain` says that it has no line breaks. In two parts, because putting together a long text costs more than cutting it.
 */
export function eventLine(text: string, added: string, plain = false): EventLine {
  const inner = text.charCodeAt(1) <= 0x20 ? text.slice(1).trimStart() : text.slice(1);
  const rest = plain ? inner : oneLine(inner);
  return { head: added === '' || rest.length === 1 ? `{${added}` : `{${added},`, rest };
}

/** A record as it is stored: one line, ended by a line feed. */
export function textOfLine({ head, rest }: EventLine): string {
  return `${head}${rest}\n`;
}

/** Line breaks of JSON stand between tokens only (a string has them escaped), so a space can take their place. */
function oneLine(json: string): string {
  return /[\r\n]/.test(json) ? json.replace(/[\r\n]+/g, ' ') : json;
}
