/** Bytes of a statement (docs.aws.amazon.com/athena/latest/ug/service-limits.html). */
export const maxStatementBytes = 262_144;

/** Partitions that one ALTER TABLE or BatchCreatePartition may add, and that one CTAS may write. */
export const maxPartitions = 100;

/** The statement itself. Throws where Athena would refuse it for its length. */
export function withinAthena(sql: string): string {
  const bytes = new TextEncoder().encode(sql).length;
  if (bytes <= maxStatementBytes) return sql;
  throw new Error(
    `A statement has ${bytes} bytes, and Athena takes ${maxStatementBytes}: ${sql.slice(0, 80)}… Give the event fewer columns, or split it.`,
  );
}

/** Pieces in batches that a statement can take: a hundred at most, and no more bytes than fit beside `head`. */
export function athenaBatches(head: string, pieces: readonly string[]): string[][] {
  const batches: string[][] = [];
  let bytes = 0;
  for (const piece of pieces) {
    const size = new TextEncoder().encode(piece).length + 1;
    const last = batches.at(-1);
    if (!last || last.length === maxPartitions || bytes + size > maxStatementBytes) {
      batches.push([piece]);
      bytes = new TextEncoder().encode(head).length + size;
    } else {
      last.push(piece);
      bytes += size;
    }
  }
  return batches;
}
