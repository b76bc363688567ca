/** Lines that only the one text has (`- …`) or only the other (`+ …`), in their order; a blank line counts for nothing. */
export function lineDiff(before: string, after: string): string[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const common = longestCommon(old, now);
  const lines: string[] = [];
  let [at, to] = [0, 0];
  while (at < old.length || to < now.length) {
    if (at < old.length && to < now.length && old[at] === now[to]) {
      at += 1;
      to += 1;
    } else if (to >= now.length || (at < old.length && lengthAt(common, at + 1, to) >= lengthAt(common, at, to + 1))) {
      lines.push(`- ${old[at++]}`);
    } else lines.push(`+ ${now[to++]}`);
  }
  return lines;
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** Length of the longest common run of lines from every pair of positions on. */
function longestCommon(old: readonly string[], now: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let at = old.length - 1; at >= 0; at--) {
    for (let to = now.length - 1; to >= 0; to--) {
      const longest =
        old[at] === now[to]
          ? lengthAt(rows, at + 1, to + 1) + 1
          : Math.max(lengthAt(rows, at + 1, to), lengthAt(rows, at, to + 1));
      (rows[at] as Uint32Array)[to] = longest;
    }
  }
  return rows;
}

function lengthAt(rows: readonly Uint32Array[], at: number, to: number): number {
  return rows[at]?.[to] ?? 0;
}
