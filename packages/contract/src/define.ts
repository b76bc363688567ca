import { definitionWords } from './author-advice.js';
import { isOptional } from './author-refusals.js';
import { propertiesFrom } from './author-schema.js';
import type { EnvelopeSource, EventDefinition, EventSource } from './definition.js';
import { ContractError, takeAll } from './errors.js';
import { checkField, deprecationProblem } from './field-checks.js';
import type { JsonSchema, UnknownProperties } from './json.js';
import {
  eventNamePattern,
  fieldNamePattern,
  nearest,
  reservedEventNames,
  reservedEventSuffix,
  snakeCase,
} from './names.js';
import { parseVersion } from './versions.js';

/** Defines one version of one event. Throws a ContractError that names the field, what is wrong and the fix. */
export function defineEvent(source: EventSource): EventDefinition {
  const at = `${source?.name} ${source?.version}`;
  refuseNonObject(source, 'defineEvent');
  let shared: ReturnType<typeof common> | undefined;
  takeAll([
    () => checkKeys(source, eventKeys, at),
    () => checkEventName(source, at),
    () => checkAliases(source, at),
    () => checkUnknownProperties(source, at),
    () => checkRequires(source, at),
    () => checkDeprecation(source, at),
    () => {
      shared = common(source, at);
    },
  ]);
  return {
    ...(shared as ReturnType<typeof common>),
    kind: 'event',
    name: source.name,
    requires: source.requires ?? [],
    renamedFrom: source.renamedFrom ?? [],
    ...(source.deprecated && { deprecated: source.deprecated }),
    ...(isUnusual(source.unknownProperties) && { unknownProperties: source.unknownProperties }),
  };
}

function refuseNonObject(source: unknown, name: string): void {
  if (typeof source === 'object' && source !== null && !Array.isArray(source)) return;
  refuse('definition-missing', `${name}`, `${name} was given no object.`, `Write ${name}({ … }).`);
}

function checkRequires({ requires }: EventSource, at: string): void {
  if (requires === undefined || (Array.isArray(requires) && requires.every((name) => typeof name === 'string'))) return;
  const found = JSON.stringify(requires);
  refuse('requires', `${at}: requires`, `requires is ${found}, not a list of names.`, "Write requires: ['userId'].");
}

function checkDeprecation({ deprecated }: EventSource, at: string): void {
  const wrong = deprecationProblem(deprecated);
  if (wrong) refuse('deprecation', `${at}: deprecated`, wrong, "Write { since: '1.2', removeAfter: '2027-06-30' }.");
}

/** Defines one version of the envelope: the fields every event has. Its own fields are never required of an app. */
export function defineEnvelope(source: EnvelopeSource): EventDefinition {
  const at = `envelope ${source?.version}`;
  refuseNonObject(source, 'defineEnvelope');
  let shared: ReturnType<typeof common> | undefined;
  takeAll([
    () => checkKeys(source, envelopeKeys, at),
    () => {
      shared = common(source, at);
    },
  ]);
  const definition = {
    ...(shared as ReturnType<typeof common>),
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
  const word = Object.hasOwn(definitionWords, stray) ? definitionWords[stray] : undefined;
  const meant = word !== undefined && Object.hasOwn(keys, word) ? word : nearest(stray, Object.keys(keys));
  refuse(
    'unknown-key',
    `${at}: ${stray}`,
    `A definition has no "${stray}".`,
    meant ? `Did you mean "${meant}"?` : `Take it out, or write one of: ${known}.`,
  );
}

function common(source: EnvelopeSource, at: string) {
  let properties: { [name: string]: JsonSchema } = {};
  takeAll([
    () => checkVersion(source, at),
    ...(['owner', 'description'] as const).map((key) => () => checkProse(source, key, at)),
    () => checkProperties(source, at),
    () => {
      properties = propertiesFrom(fieldsIn(source), `${at}: properties`);
    },
  ]);
  takeAll(
    Object.entries(properties).map(
      ([name, schema]) =>
        () =>
          checkField(schema, `${at}: properties.${name}`),
    ),
  );
  const required = Object.keys(properties).filter((name) => !isOptional(source.properties[name] ?? {}));
  return { version: source.version, owner: source.owner, description: source.description, properties, required };
}

function checkVersion({ version }: EnvelopeSource, at: string): void {
  if (typeof version === 'string' && parseVersion(version)) return;
  refuse('version', `${at}: version`, `"${version}" is not a version.`, "Write MAJOR.MINOR, e.g. version: '1.0'.");
}

function checkProse(source: EnvelopeSource, key: 'owner' | 'description', at: string): void {
  if (typeof source[key] === 'string' && source[key].trim() !== '') return;
  refuse(`${key}-missing`, `${at}: ${key}`, `There is no ${key}.`, `Add ${key}: '…'.`);
}

function checkProperties({ properties }: EnvelopeSource, at: string): void {
  const path = `${at}: properties`;
  if (!properties || typeof properties !== 'object' || Array.isArray(properties))
    refuse(
      'properties-missing',
      path,
      Array.isArray(properties) ? 'The properties are a list.' : 'There are no properties.',
      "Write properties: { name: Type.String({ description: '…' }) }; {} for none.",
    );
  if (Object.getOwnPropertySymbols(properties).length > 0)
    refuse(
      'properties-missing',
      path,
      'The properties are a type of their own.',
      'Write the fields right here: properties: { … }, without Type.Object(…).',
    );
}

/** None where {@link checkProperties} has refused them. */
function fieldsIn({ properties }: EnvelopeSource): EnvelopeSource['properties'] {
  const isObject = properties && typeof properties === 'object' && !Array.isArray(properties);
  const usable = isObject && Object.getOwnPropertySymbols(properties).length === 0;
  return usable ? properties : {};
}

function checkEventName({ name }: EventSource, at: string): void {
  const path = `${at}: name`;
  if (typeof name !== 'string' || !eventNamePattern.test(name) || name.length > 100) {
    refuse(
      'event-name',
      path,
      `"${name}" is not an event name.`,
      `Use snake_case, e.g. ${eventNameFor(name)}; 100 characters at most.`,
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

/** The name that was probably meant, for the advice. */
function eventNameFor(name: unknown): string {
  const words =
    typeof name === 'string' ? snakeCase(name.replace(/[^a-zA-Z0-9]+/g, '_').replace(/^[_0-9]+|_+$/g, '')) : '';
  return eventNamePattern.test(words) && words.length <= 100 ? words : 'checkout_completed';
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
