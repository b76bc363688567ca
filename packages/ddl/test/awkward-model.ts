import {
  type ContractModel,
  Decimal,
  defineEnvelope,
  defineEvent,
  EpochMillis,
  modelOf,
  publish,
  Type,
  Uuid,
} from '@sluice/contract';

const description = 'Said.';
const text = Type.String({ description });
const optional = Type.Optional(text);

const envelope = defineEnvelope({
  version: '1.0',
  owner: 'o',
  description,
  properties: {
    eventId: Type.Optional(Uuid({ description })),
    event: optional,
    version: optional,
    timestamp: Type.Optional(EpochMillis({ column: 'occurred_at', description })),
    receivedAt: Type.Optional(EpochMillis({ description })),
  },
});

function event(name: string, properties: Parameters<typeof defineEvent>[0]['properties']) {
  return defineEvent({ name, version: '1.0', owner: 'o', description, properties });
}

/** Events whose names and values come near those that the lake uses itself. */
export const awkwardModel: ContractModel = modelOf(
  publish([
    envelope,
    event('upload', { sourceFile: optional, filename: optional, copies: optional }),
    event('small', {
      six: Type.Optional(Decimal(15, 6, { description })),
      fifteen: Type.Optional(Decimal(15, 15, { description })),
    }),
    event('wide', { note: optional, amount: Type.Optional(Decimal(20, 2, { description })) }),
  ]),
);
