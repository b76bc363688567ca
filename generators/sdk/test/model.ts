import type { ContractModel, EventAlias, EventFamily, EventVersion, Field, LogicalType } from '@sluice/contract';

/** A field for a test: required unless said otherwise, named, described and ordered like a real one. */
export function field(name: string, type: LogicalType, extra: Partial<Field> = {}): Field {
  return {
    name,
    column: name.toLowerCase(),
    ordinal: 1,
    type,
    required: true,
    description: `What ${name} says.`,
    renamedFrom: [],
    sensitivity: 'internal',
    examples: [],
    schema: {},
    ...extra,
  };
}

/** A version for a test, of the team `commerce`, that needs `userId` and `timestamp`. */
export function version(
  event: string,
  text: string,
  fields: readonly Field[],
  extra: Partial<EventVersion> = {},
): EventVersion {
  const [major, minor] = text.split('.').map(Number);
  return {
    event,
    version: text,
    major: major ?? 0,
    minor: minor ?? 0,
    owner: 'commerce',
    description: `The event ${event}.`,
    fields,
    requires: ['userId', 'timestamp'],
    envelope: '1.0',
    document: { 'x-sluice': { event, version: text, owner: 'commerce', table: event } },
    ...extra,
  };
}

/** An event for a test. */
export function family(versions: readonly EventVersion[], renamedFrom: readonly EventAlias[] = []): EventFamily {
  const name = versions.at(-1)?.event ?? '';
  return { name, table: name, renamedFrom, versions };
}

/** A contract for a test, with the usual common fields. */
export function model(...events: EventFamily[]): ContractModel {
  return { events, envelopes: [version('envelope', '1.0', commonFields)] };
}

const commonFields: readonly Field[] = [
  field('eventId', { kind: 'uuid' }),
  field('event', { kind: 'string' }),
  field('version', { kind: 'string' }),
  field('timestamp', { kind: 'timestamp', wire: 'epochMillis' }, { required: false }),
  field('sentAt', { kind: 'timestamp', wire: 'epochMillis' }, { required: false }),
  field('receivedAt', { kind: 'timestamp', wire: 'epochMillis' }, { required: false }),
  field('userId', { kind: 'int64', wire: 'number' }, { required: false }),
  field('sessionId', { kind: 'string' }, { required: false }),
  field(
    'context',
    { kind: 'struct', fields: [field('app', { kind: 'string' }, { required: false })] },
    { required: false },
  ),
];
