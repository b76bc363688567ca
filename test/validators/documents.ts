import type { JsonSchema, RegistryDocument } from '@sluice/contract';

/** Properties by name; columns and ordinals are added in the order as written. */
export type Properties = { readonly [name: string]: JsonSchema };

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Gives each property a column and an ordinal, as publication does. */
export function frozen(properties: Properties): { [name: string]: JsonSchema } {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema], i) => [
      name,
      { ...schema, 'x-sluice': { column: snake(name), ordinal: i + 1, ...schema['x-sluice'] } },
    ]),
  );
}

/** A registry document of one version. */
export function document(
  event: string,
  version: string,
  properties: Properties,
  required: readonly string[] = [],
): RegistryDocument {
  return {
    type: 'object',
    properties: frozen(properties),
    ...(required.length > 0 && { required: [...required] }),
    'x-sluice': { event, version, owner: 'shop', table: event, ...(event !== 'envelope' && { envelope: '1.0' }) },
  };
}

const millis: JsonSchema = {
  type: 'integer',
  minimum: 0,
  maximum: 253_402_300_799_999,
  'x-sluice': { type: 'timestamp', wire: 'epochMillis' },
};
const text: JsonSchema = { type: 'string', maxLength: 100, 'x-sluice': { type: 'string' } };

/** The envelope of all tests here. */
export const envelope: RegistryDocument = document('envelope', '1.0', {
  eventId: { type: 'string', format: 'uuid', 'x-sluice': { type: 'uuid' } },
  event: text,
  version: text,
  timestamp: { ...millis, 'x-sluice': { ...millis['x-sluice'], column: 'occurred_at' } },
  sentAt: millis,
  receivedAt: millis,
  userId: {
    type: 'integer',
    minimum: -Number.MAX_SAFE_INTEGER,
    maximum: Number.MAX_SAFE_INTEGER,
    'x-sluice': { type: 'int64', wire: 'number' },
  },
  context: {
    type: 'object',
    properties: frozen({
      sdk: { type: 'string', maxLength: 60, 'x-sluice': { type: 'string' } },
      app: {
        type: 'object',
        properties: frozen({ buildNumber: { type: 'string', 'x-sluice': { type: 'string' } } }),
        'x-sluice': { type: 'struct' },
      },
    }),
    'x-sluice': { type: 'struct' },
  },
});
