/**
 * A text file as it was written, however a checkout or an editor keeps it: without a byte order mark, lines ended by `\n` alone. Checksums and
 * comparisons are made of this, so that a clone with `core.autocrlf=true` holds the same files.
 */
export function plainText(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return lines.startsWith('\uFEFF') ? lines.slice(1) : lines;
}

/** The first line (from 1) that marks an unresolved merge conflict; undefined where there is none. */
export function conflictLine(text: string): number | undefined {
  const at = /^(?:<{7}|\|{7}|>{7})(?: |\r?$)/m.exec(text)?.index;
  return at === undefined ? undefined : text.slice(0, at).split('\n').length;
}
