import type { TSchema } from '@sinclair/typebox';
import { propertiesFrom } from './author-schema.js';
import { ContractError } from './errors.js';
import { checkField, deprecationProblem } from './field-checks.js';
import type { Deprecation, EventAlias, JsonSchema, UnknownProperties } from './json.js';
import { eventNamePattern, fieldNamePattern, reservedEventNames, reservedEventSuffix } from './names.js';
import { parseVersion } from './versions.js';

/** What the author of one event version writes. */
export interface EventSource {
  /** snake_case, e.g. `checkout_completed`. */
  readonly name: string;
  /** `MAJOR.MINOR`. */
  readonly version: string;
  /** Team that answers for the event. */
  readonly owner: string;
  /** What happened, in a sentence. */
  readonly description: string;
  /** The event's own fields; those of the envelope come by themselves. */
  readonly properties: { readonly [name: string]: TSchema };
  /** Envelope fields (optional in general) that this event is refused without. */
  readonly requires?: readonly string[];
  /** Former names of the event, still accepted. */
  readonly renamedFrom?: readonly EventAlias[];
  readonly deprecated?: Deprecation;
  /** What becomes of properties that the version does not know, at every depth (default `capture`: kept in `_extra`). */
  readonly unknownProperties?: UnknownProperties;
}

/** What the author of an envelope version writes: the fields that every event has. */
export type EnvelopeSource = Omit<
  EventSource,
  'name' | 'requires' | 'renamedFrom' | 'deprecated' | 'unknownProperties'
>;

/** A checked definition: plain data, ready to be published. Properties stand in the order they were written in. */
export interface EventDefinition {
  readonly kind: 'event' | 'envelope';
  readonly name: string;
  readonly version: string;
  readonly owner: string;
  readonly description: string;
  readonly properties: { readonly [name: string]: JsonSchema };
  readonly required: readonly string[];
  readonly requires: readonly string[];
  readonly renamedFrom: readonly EventAlias[];
  readonly deprecated?: Deprecation;
  /** Absent where it is `capture`. */
  readonly unknownProperties?: UnknownProperties;
}

/** Defines one version of one event. Throws a ContractError that names the field, what is wrong and the fix. */
export function defineEvent(source: EventSource): EventDefinition {
  const at = `${source?.name} ${source?.version}`;
  checkKeys(source, eventKeys, at);
  checkEventName(source, at);
  checkAliases(source, at);
  checkUnknownProperties(source, at);
  const wrong = deprecationProblem(source.deprecated);
  if (wrong) refuse('deprecation', `${at}: deprecated`, wrong, "Write { since: '1.2', removeAfter: '2027-06-30' }.");
  return {
    ...common(source, at),
    kind: 'event',
    name: source.name,
    requires: source.requires ?? [],
    renamedFrom: source.renamedFrom ?? [],
    ...(source.deprecated && { deprecated: source.deprecated }),
    ...(isUnusual(source.unknownProperties) && { unknownProperties: source.unknownProperties }),
  };
}

/** Defines one version of the envelope: the fields every event has. Its own fields are never required of an app. */
export function defineEnvelope(source: EnvelopeSource): EventDefinition {
  const at = `envelope ${source?.version}`;
  checkKeys(source, envelopeKeys, at);
  const definition = {
    ...common(source, at),
    kind: 'envelope',
    name: 'envelope',
    requires: [],
    renamedFrom: [],
  } as const;
  const renamed = Object.entries(definition.properties).find(([, field]) => field['x-sluice']?.renamedFrom);
  if (renamed) {
    refuse(
      'envelope-rename',
      `${at}: properties.${renamed[0]}`,
      'A field of the envelope cannot be renamed: every table and view has it.',
      'Keep the field, and add a new optional one beside it.',
    );
  }
  const [required] = definition.required;
  if (required === undefined) return definition;
  return refuse(
    'envelope-required',
    `${at}: properties.${required}`,
    `The envelope requires "${required}", so that old apps which do not send it would be refused.`,
    `Write Type.Optional(…), and requires: ['${required}'] in the events that cannot be without it.`,
  );
}

type KeysOf<S> = { readonly [K in keyof Required<S>]: true };

const envelopeKeys: KeysOf<EnvelopeSource> = { version: true, owner: true, description: true, properties: true };
const eventKeys: KeysOf<EventSource> = {
  ...envelopeKeys,
  name: true,
  requires: true,
  renamedFrom: true,
  deprecated: true,
  unknownProperties: true,
};

/** A key that means nothing is a mistake: `require` for `requires` would go by unseen. */
function checkKeys(source: object | undefined, keys: object, at: string): void {
  const stray = Object.keys(source ?? {}).find((key) => !Object.hasOwn(keys, key));
  if (stray === undefined) return;
  const known = Object.keys(keys).join(', ');
  refuse(
    'unknown-key',
    `${at}: ${stray}`,
    `A definition has no "${stray}".`,
    `Take it out, or write one of: ${known}.`,
  );
}

function common(source: EnvelopeSource, at: string) {
  if (!parseVersion(String(source.version))) {
    refuse(
      'version',
      `${at}: version`,
      `"${source.version}" is not a version.`,
      "Write MAJOR.MINOR, e.g. version: '1.0'.",
    );
  }
  for (const key of ['owner', 'description'] as const) {
    if (typeof source[key] !== 'string' || source[key].trim() === '')
      refuse(`${key}-missing`, `${at}: ${key}`, `There is no ${key}.`, `Add ${key}: '…'.`);
  }
  if (!source.properties || typeof source.properties !== 'object') {
    refuse(
      'properties-missing',
      `${at}: properties`,
      'There are no properties.',
      'Add properties: { … }; {} for none.',
    );
  }
  const properties = propertiesFrom(source.properties, `${at}: properties`);
  for (const [name, schema] of Object.entries(properties)) checkField(schema, `${at}: properties.${name}`);
  const required = Object.keys(properties).filter((name) => !isOptional(source.properties[name] as TSchema));
  return { version: source.version, owner: source.owner, description: source.description, properties, required };
}

function isOptional(schema: TSchema): boolean {
  return Object.getOwnPropertySymbols(schema).some((symbol) => symbol.description === 'TypeBox.Optional');
}

function checkEventName({ name }: EventSource, at: string): void {
  const path = `${at}: name`;
  if (typeof name !== 'string' || !eventNamePattern.test(name) || name.length > 100) {
    refuse(
      'event-name',
      path,
      `"${name}" is not an event name.`,
      'Use snake_case, e.g. checkout_completed; 100 characters at most.',
    );
  }
  if (reservedEventNames.has(name) || reservedEventSuffix.test(name)) {
    refuse(
      'event-name-reserved',
      path,
      `"${name}" is a name that generated tables and folders use.`,
      'Choose another name.',
    );
  }
}

function checkAliases({ renamedFrom, name }: EventSource, at: string): void {
  if (renamedFrom === undefined) return;
  const path = `${at}: renamedFrom`;
  const form = "Write renamedFrom: [{ event: 'old_name', sameWhen: ['userId', 'timestamp'] }], or dualSent: false.";
  if (!Array.isArray(renamedFrom)) refuse('event-alias', path, 'renamedFrom is not a list.', form);
  for (const alias of renamedFrom) {
    const keys: unknown = alias?.sameWhen ?? [];
    const given = alias?.sameWhen !== undefined;
    const keysAreNames =
      Array.isArray(keys) && (!given || keys.length > 0) && keys.every((key) => fieldNamePattern.test(String(key)));
    if (!eventNamePattern.test(String(alias?.event)) || alias.event === name || !keysAreNames) {
      refuse('event-alias', path, `${JSON.stringify(alias)} does not name another event and its natural key.`, form);
    }
  }
}

const policies: readonly UnknownProperties[] = ['capture', 'reject', 'strip'];

function checkUnknownProperties({ unknownProperties: policy }: EventSource, at: string): void {
  if (policy === undefined || policies.includes(policy)) return;
  refuse(
    'unknown-properties',
    `${at}: unknownProperties`,
    `"${policy}" says nothing about properties that the version does not know.`,
    "Write 'capture' (kept in _extra, the default), 'reject' or 'strip'.",
  );
}

/** `capture` is what is meant where nothing is said: both ways of saying it make one document. */
function isUnusual(policy: UnknownProperties | undefined): policy is 'reject' | 'strip' {
  return policy !== undefined && policy !== 'capture';
}

function refuse(code: string, path: string, message: string, fix: string): never {
  throw new ContractError({ code, path, message, fix });
}
