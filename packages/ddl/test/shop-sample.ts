import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** One event of the sample, as the hourly merge stores it. Columns are texts, as they would stand in SQL. */
export interface SampleRow {
  readonly table: 'view_v1' | 'cart_v1' | 'purchase_v1' | 'checkout_completed_v1';
  readonly cells: { readonly [column: string]: string | undefined };
}

const file = new URL('../../../test/data/shop/rees46-2019-oct-sample.csv', import.meta.url);

function uuid(text: string): string {
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

const events = { view: 'view', cart: 'cart', purchase: 'purchase' } as const;

/**
 * The shop's sample as rows. Every second purchase was sent under both names, as apps from 3.2 to 3.5 do, and every tenth row is there
 * twice.
 */
export function shopSample(): SampleRow[] {
  const [, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  return lines.flatMap((line, at) => {
    const [time = '', type = '', product, category, code, brand, price, user, session] = line.trim().split(',');
    const event = events[type as keyof typeof events];
    const occurred = time.replace(' UTC', '');
    const own = type === 'purchase' ? { amount: price } : {};
    const cells = {
      event_id: uuid(line),
      event,
      version: '1.1',
      occurred_at: occurred,
      received_at: occurred,
      user_id: user,
      session_id: session,
      product_id: product,
      category_id: category,
      category_code: code || undefined,
      brand: brand || undefined,
      price,
      ...own,
    };
    const row: SampleRow = { table: `${event}_v1`, cells };
    const renamed = { ...cells, event: 'checkout_completed', version: '1.0', event_id: uuid(`new ${line}`) };
    const both = type === 'purchase' && at % 2 === 0;
    return [
      row,
      ...(at % 10 === 0 ? [row] : []),
      ...(both ? [{ table: 'checkout_completed_v1', cells: renamed } as const] : []),
    ];
  });
}
