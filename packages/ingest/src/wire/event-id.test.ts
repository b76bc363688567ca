import { describe, expect, it } from 'vitest';
import { canonicalBody, deriveEventId } from './event-id.js';

describe('event ids', () => {
  it('follow from name and body, whatever the order of keys and what the way added', () => {
    const body = { productId: 1, timestamp: 2 };
    const way = { timestamp: 2, productId: 1, event: 'view', sentAt: 3, receivedAt: 4, eventId: 'x' };
    expect(canonicalBody(way)).toBe('{"productId":1,"timestamp":2}');
    expect(deriveEventId('view', body)).toBe(deriveEventId('view', way));
    expect(deriveEventId('view', body)).toBe('eb3520bb-7709-81c7-a5cd-da0201b31b87');
    expect(deriveEventId('cart', body)).not.toBe(deriveEventId('view', body));
    expect(deriveEventId('view', body, 'r1')).not.toBe(deriveEventId('view', body));
  });
});
