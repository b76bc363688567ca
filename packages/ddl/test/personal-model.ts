import {
  type ContractModel,
  defineEnvelope,
  defineEvent,
  EpochMillis,
  Int32,
  Json,
  modelOf,
  publish,
  type Sensitivity,
  Type,
  Uuid,
} from '@sluice/contract';

const description = 'Said.';
const text = (sensitivity: Sensitivity = 'internal', renamedFrom: string[] = []) =>
  Type.Optional(Type.String({ maxLength: 20, description, sensitivity, renamedFrom }));
const plain = Type.Optional(Type.String({ description }));

const envelope = defineEnvelope({
  version: '1.0',
  owner: 'o',
  description,
  properties: {
    eventId: Type.Optional(Uuid({ description })),
    event: plain,
    version: plain,
    timestamp: Type.Optional(EpochMillis({ column: 'occurred_at', description })),
    receivedAt: Type.Optional(EpochMillis({ description })),
    userId: Type.Optional(Type.Integer({ description, sensitivity: 'pseudonymous' })),
  },
});

const person = (more: { [name: string]: ReturnType<typeof text> } = {}) =>
  Type.Optional(
    Type.Object(
      {
        name: text('personal'),
        city: text(),
        age: Type.Optional(Int32({ description, sensitivity: 'personal' })),
        ...more,
      },
      { description },
    ),
  );

/** An event with personal fields of every kind: texts, numbers, inside structs and lists, and one whose old name was personal. */
export const personalModel: ContractModel = modelOf(
  publish([
    envelope,
    defineEvent({
      name: 'contact',
      version: '1.0',
      owner: 'o',
      description,
      properties: { mail: text('personal') },
    }),
    defineEvent({
      name: 'contact',
      version: '1.1',
      owner: 'o',
      description,
      properties: {
        address: text('internal', ['mail']),
        topic: text(),
        token: text('secret'),
        salary: Type.Optional(Int32({ description, sensitivity: 'personal' })),
        person: person(),
        people: Type.Optional(Type.Array(Type.Object({ name: text('personal') }, { description }), { description })),
        note: Type.Optional(Json({ description, sensitivity: 'personal' })),
        mails: Type.Optional(Type.Array(Type.String({ description, sensitivity: 'personal' }), { description })),
        scores: Type.Optional(
          Type.Record(Type.String(), Int32({ description, sensitivity: 'secret' }), { description }),
        ),
        device: Type.Optional(Type.Object({ id: text('pseudonymous'), owner: text('personal') }, { description })),
      },
    }),
  ]),
);
