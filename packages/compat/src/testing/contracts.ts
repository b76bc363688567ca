import {
  type AnySchema,
  type ContractModel,
  defineEnvelope,
  defineEvent,
  type EventSource,
  modelOf,
  publish,
  Type,
} from '@sluice/contract';

/** Properties as a test writes them: no description is needed. */
interface Properties {
  readonly [name: string]: AnySchema;
}

/** One version of an event as a test writes it: descriptions and owner are added. */
export interface TestVersion
  extends Pick<EventSource, 'requires' | 'renamedFrom' | 'deprecated' | 'unknownProperties'> {
  readonly event?: string;
  readonly version: string;
  readonly properties: Properties;
}

const description = 'For a test.';

/** The contract of these versions, defined and published like any other, with an envelope of a user and a time. */
export function contractOf(versions: readonly TestVersion[], envelope: Properties = envelopeFields): ContractModel {
  const events = versions.map(({ event = 'purchase', properties, ...rest }) =>
    defineEvent({ owner: 'commerce', description, ...rest, name: event, properties: described(properties) }),
  );
  const common = { version: '1.0', owner: 'data', description, properties: described(envelope) };
  return modelOf(publish([defineEnvelope(common), ...events]));
}

/** The envelope of {@link contractOf}. */
export const envelopeFields: Properties = {
  userId: Type.Optional(Type.Integer()),
  timestamp: Type.Optional(Type.Integer({ minimum: 0 })),
};

/** A published 1.0 with the first properties, and a new 1.1 with the others. */
export function minor(before: Properties, after: Properties): { base: ContractModel; head: ContractModel } {
  return step(before, '1.1', after);
}

/** A published 1.0 with the first properties, and a new 2.0 with the others. */
export function major(before: Properties, after: Properties): { base: ContractModel; head: ContractModel } {
  return step(before, '2.0', after);
}

/** A published 1.0 whose properties were edited in place. */
export function edited(before: Properties, after: Properties): { base: ContractModel; head: ContractModel } {
  return {
    base: contractOf([{ version: '1.0', properties: before }]),
    head: contractOf([{ version: '1.0', properties: after }]),
  };
}

function step(before: Properties, version: string, after: Properties) {
  const first = { version: '1.0', properties: before };
  return { base: contractOf([first]), head: contractOf([first, { version, properties: after }]) };
}

/** Adds the description that every field must have, at every depth, and keeps what TypeBox marks optional. */
function described(properties: Properties): EventSource['properties'] {
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, describedField(property)]));
}

function describedField(property: AnySchema): EventSource['properties'][string] {
  const { properties, patternProperties, items } = property as DeepSchema;
  return Type.Unsafe({
    ...property,
    description: property.description ?? description,
    ...(properties && { properties: described(properties) }),
    ...(patternProperties && { patternProperties: described(patternProperties) }),
    ...(items && { items: describedField(items) }),
  });
}

interface DeepSchema extends AnySchema {
  readonly properties?: Properties;
  readonly patternProperties?: Properties;
  readonly items?: AnySchema;
}
