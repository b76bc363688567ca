import path from 'node:path';
import { fieldsOf, readSample } from '../scripts/demo-sample.js';

/** The sample as the collector forwards it, and as many banner events, half of them under the old field name. */
export function sampleTexts(root: string): string[] {
  const rows = readSample(path.join(root, 'test', 'data', 'shop', 'rees46-2019-oct-sample.csv'));
  return rows.flatMap((row, index) => {
    const eventId = `01924f5e-0000-7000-8000-${String(index).padStart(12, '0')}`;
    const stamp = { eventId, receivedAt: 1_569_888_000_000 + index };
    const { price, ...fields } = fieldsOf(row);
    const event = {
      ...stamp,
      event: row.event_type,
      ...fields,
      price,
      ...(row.event_type === 'purchase' && { amount: price }),
    };
    const banner = {
      ...stamp,
      event: 'banner',
      userId: fields.userId,
      sessionId: fields.sessionId,
      timestamp: fields.timestamp,
      bannerId: index,
    };
    const action = index % 2 === 0 ? { version: '1.1', action: 'click' } : { version: '1.0', type: 'click' };
    return [JSON.stringify(event), JSON.stringify({ ...banner, ...action })];
  });
}
