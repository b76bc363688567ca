import {
  type ContractModel,
  Decimal,
  defineEnvelope,
  defineEvent,
  EpochMillis,
  type EventAlias,
  Int32,
  modelOf,
  publish,
  Type,
  Uuid,
} from '@sluice/contract';

const description = 'Said.';
const text = Type.String({ maxLength: 20, description });
const count = Type.Integer({ description });
const optionalText = Type.Optional(text);

const envelope = defineEnvelope({
  version: '1.0',
  owner: 'o',
  description,
  properties: {
    eventId: Type.Optional(Uuid({ description })),
    event: optionalText,
    version: optionalText,
    timestamp: Type.Optional(EpochMillis({ column: 'occurred_at', description })),
    receivedAt: Type.Optional(EpochMillis({ description })),
    userId: Type.Optional(count),
  },
});

type Properties = Parameters<typeof defineEvent>[0]['properties'];

function event(name: string, version: string, properties: Properties, renamedFrom: readonly EventAlias[] = []) {
  return defineEvent({ name, version, owner: 'o', description, properties, renamedFrom });
}

const item = (more: Properties = {}) => Type.Object({ sku: text, ...more }, { description });

/** Events whose types change from major to major, and events that were renamed while their types changed. */
export const driftModel: ContractModel = modelOf(
  publish([
    envelope,
    event('amounts', '1.0', { amount: count }),
    event('amounts', '2.0', { amount: count }),
    event('amounts', '3.0', { amount: text }),
    event('renames', '1.0', { price: count }),
    event('renames', '1.1', { cost: Type.Integer({ description, renamedFrom: ['price'] }) }),
    event('renames', '2.0', { cost: text }),
    event('names', '1.0', { amount: count, amountV1: count, dropped: text }),
    event('names', '2.0', { amount: text, amountV1: text }),
    event('numbers', '1.0', { n: Int32({ description }), d: Decimal(12, 1, { description }) }),
    event('numbers', '2.0', { n: count, d: Decimal(10, 2, { description }) }),
    event('purchase', '1.0', {
      amount: Decimal(10, 2, { description }),
      items: Type.Array(item(), { description }),
      place: item({ zip: count }),
      bySku: Type.Record(Type.String(), item(), { description }),
      step: count,
      coupon: text,
    }),
    event(
      'checkout',
      '1.0',
      {
        amount: Decimal(12, 2, { description }),
        items: Type.Array(item({ qty: Type.Optional(count) }), { description }),
        place: item({ in: Type.Optional(Type.Object({ x: count }, { description })) }),
        bySku: Type.Record(Type.String(), item({ qty: Type.Optional(count) }), { description }),
        step: text,
      },
      [{ event: 'purchase', sameWhen: ['userId', 'timestamp'] }],
    ),
  ]),
);
