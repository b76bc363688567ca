/** A usual envelope, for a project that has none yet: which event, when, who, in which app. */
export const envelopeSource = `import { defineEnvelope, EpochMillis, Type, Uuid } from '@sluice/contract';

export default defineEnvelope({
  version: '1.0',
  owner: 'data-platform',
  description: 'What every event says: which one it is, when it happened, who caused it and in which app.',
  properties: {
    eventId: Type.Optional(
      Uuid({
        description: 'Identifies this occurrence; the same over every retry. Made by the collector where missing.',
      }),
    ),
    event: Type.Optional(Type.String({ maxLength: 100, description: 'Name of the event.' })),
    version: Type.Optional(
      Type.String({ maxLength: 20, description: 'Version of the event that the app was built with, MAJOR.MINOR.' }),
    ),
    timestamp: Type.Optional(
      EpochMillis({ column: 'occurred_at', description: 'When it happened, by the clock of the app.' }),
    ),
    sentAt: Type.Optional(EpochMillis({ description: 'When the app sent it, by the same clock.' })),
    receivedAt: Type.Optional(EpochMillis({ description: 'When the collector received it. Set by the collector.' })),
    userId: Type.Optional(
      Type.Integer({ sensitivity: 'pseudonymous', description: 'Customer number of who is logged in.' }),
    ),
    anonymousId: Type.Optional(
      Type.String({
        maxLength: 64,
        sensitivity: 'pseudonymous',
        description: 'Device or browser, before and after login.',
      }),
    ),
    sessionId: Type.Optional(
      Type.String({ maxLength: 64, sensitivity: 'pseudonymous', description: 'Visit that the event belongs to.' }),
    ),
    context: Type.Optional(
      Type.Object(
        {
          app: Type.Optional(
            Type.Object(
              {
                name: Type.Optional(Type.String({ maxLength: 100, description: 'Name of the app.' })),
                version: Type.Optional(Type.String({ maxLength: 40, description: 'Release of the app.' })),
              },
              { description: 'App that sent the event.' },
            ),
          ),
          sdk: Type.Optional(Type.String({ maxLength: 60, description: 'Event client and its version.' })),
          contract: Type.Optional(
            Type.String({ maxLength: 64, description: 'Digest of the contract the SDK was made from.' }),
          ),
          locale: Type.Optional(Type.String({ maxLength: 35, description: 'Language tag (BCP 47).' })),
          os: Type.Optional(Type.String({ maxLength: 60, description: 'Operating system and its version.' })),
        },
        { description: 'Circumstances of the event.' },
      ),
    ),
  },
});
`;
