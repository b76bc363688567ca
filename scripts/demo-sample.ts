import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** One row of the sample, as its columns are named. */
export interface SampleRow {
  readonly event_time: string;
  readonly event_type: 'view' | 'cart' | 'purchase';
  readonly product_id: string;
  readonly category_id: string;
  readonly category_code: string;
  readonly brand: string;
  readonly price: string;
  readonly user_id: string;
  readonly user_session: string;
}

/** Reads the sample: 1,000 real shop events (source: see test/data/README.md). */
export function readSample(file: string): SampleRow[] {
  return parse(readFileSync(file), { columns: true }) as SampleRow[];
}

/** The fields that all three events take from a row; empty cells are left out. */
export function fieldsOf(row: SampleRow) {
  return {
    timestamp: Date.parse(row.event_time.replace(' UTC', 'Z').replace(' ', 'T')),
    userId: Number(row.user_id),
    sessionId: row.user_session,
    productId: Number(row.product_id),
    categoryId: row.category_id,
    ...(row.category_code && { categoryCode: row.category_code }),
    ...(row.brand && { brand: row.brand }),
    price: row.price,
  };
}

/** Events and the sum of their prices by type, computed from the file itself, in cents. */
export function expectedTotals(rows: readonly SampleRow[]): Map<string, { count: number; cents: number }> {
  const totals = new Map<string, { count: number; cents: number }>();
  for (const row of rows) {
    const total = totals.get(row.event_type) ?? { count: 0, cents: 0 };
    totals.set(row.event_type, { count: total.count + 1, cents: total.cents + Math.round(Number(row.price) * 100) });
  }
  return totals;
}
