import { sortKeys } from './canonical.js';
import type { EventDefinition } from './definition.js';
import { ContractError, takeAll } from './errors.js';
import { freezeProperties } from './freeze.js';
import type { RegistryDocument, RootBlock } from './json.js';
import { nearest, reservedColumns, sqlName } from './names.js';
import { compareVersions, parseVersion } from './versions.js';

/**
 * Makes the registry document of every definition. What the registry has already published (columns, ordinals, SQL
 * names, the pinned envelope) is taken from there; everything new is computed now, and frozen by being committed.
 * Documents whose definition is gone are left out, those in `kept` are taken as they are, without a definition. Throws a
 * ContractError for what only shows between definitions: column collisions, clashes with the envelope, two events with
 * one table.
 */
export function publish(
  definitions: readonly EventDefinition[],
  registry: readonly RegistryDocument[] = [],
  kept: readonly RegistryDocument[] = [],
): RegistryDocument[] {
  const ordered = [...definitions].sort((a, b) => byName(a, b) || compareVersions(a.version, b.version));
  const envelopes = ordered.filter(({ kind }) => kind === 'envelope');
  const state: State = {
    published: [],
    families: new Map(),
    registry: new Map(registry.filter((doc) => doc?.['x-sluice']).map((doc) => [keyOf(doc['x-sluice']), doc])),
  };
  for (const document of kept) add(document, state);
  const failed = new Set<string>();
  const steps = (some: readonly EventDefinition[]) =>
    some.map((definition) => () => addOrNote(definition, state, failed));
  takeAll(steps(envelopes));
  takeAll(steps(ordered.filter(({ kind }) => kind === 'event')));
  refuseSharedTables(state.published);
  return state.published;
}

/**
 * A published document as it would be under another number, behind earlier ones of that number's major (oldest first): columns and
 * places go on from theirs. Throws a ContractError where a column of it is that of another field there.
 */
export function republished(
  document: RegistryDocument,
  version: string,
  earlier: readonly RegistryDocument[],
): RegistryDocument {
  const { properties = {}, 'x-sluice': block } = document;
  const precedents = { own: [], sameMajor: [...earlier].reverse(), earlier: [] };
  return {
    ...document,
    properties: freezeProperties(properties, precedents, `${block.event} ${version}: properties`),
    'x-sluice': { ...block, version },
  };
}

interface State {
  readonly published: RegistryDocument[];
  /** The same by event. */
  readonly families: Map<string, RegistryDocument[]>;
  readonly registry: ReadonlyMap<string, RegistryDocument>;
}

function add(document: RegistryDocument, { published, families }: State): void {
  published.push(document);
  const { event } = document['x-sluice'];
  families.set(event, [...(families.get(event) ?? []), document]);
}

/** Versions behind one that was refused are not judged: what they stand on is not there. */
function addOrNote(definition: EventDefinition, state: State, failed: Set<string>): void {
  if (failed.has(definition.name)) return;
  failed.add(definition.name);
  add(documentOf(definition, state), state);
  failed.delete(definition.name);
}

function byName(a: EventDefinition, b: EventDefinition): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function keyOf({ event, version }: { event: string; version: string }): string {
  return `${event}/${version}`;
}

function documentOf(definition: EventDefinition, state: State): RegistryDocument {
  const own = state.registry.get(keyOf({ event: definition.name, version: definition.version }));
  const family = familyOf(definition.name, state).filter(isBefore(definition.version)).reverse();
  const major = majorOf(definition.version);
  const precedents = {
    own: own ? [own] : [],
    sameMajor: family.filter((doc) => majorOf(doc['x-sluice'].version) === major),
    earlier: family.filter((doc) => majorOf(doc['x-sluice'].version) !== major),
  };
  const path = `${definition.name} ${definition.version}: properties`;
  const properties = freezeProperties(definition.properties, precedents, path);
  refuseReserved(definition, properties, familyOf('envelope', state), path);
  const required = [...definition.required, ...requiredOfEnvelope(definition, state)];
  return sortKeys<RegistryDocument>({
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `${definition.name} ${definition.version}`,
    description: definition.description,
    type: 'object',
    properties,
    ...(required.length > 0 && { required: required.sort() }),
    'x-sluice': rootBlock(definition, own ?? family[0], own, familyOf('envelope', state).at(-1)),
  });
}

/** The documents of one event so far, oldest first. */
function familyOf(name: string, { families }: State): RegistryDocument[] {
  return [...(families.get(name) ?? [])].sort((a, b) => compareVersions(a['x-sluice'].version, b['x-sluice'].version));
}

function isBefore(version: string): (document: RegistryDocument) => boolean {
  return (document) => compareVersions(document['x-sluice'].version, version) < 0;
}

function majorOf(version: string): number {
  return parseVersion(version)?.major ?? 0;
}

function rootBlock(
  definition: EventDefinition,
  precedent: RegistryDocument | undefined,
  own: RegistryDocument | undefined,
  newestEnvelope: RegistryDocument | undefined,
): RootBlock {
  const envelope = own?.['x-sluice'].envelope ?? newestEnvelope?.['x-sluice'].version;
  return {
    event: definition.name,
    version: definition.version,
    owner: definition.owner,
    table: precedent?.['x-sluice'].table ?? sqlName(definition.name),
    ...(definition.kind === 'event' && envelope !== undefined && { envelope }),
    ...(definition.renamedFrom.length > 0 && { renamedFrom: [...definition.renamedFrom] }),
    ...(definition.deprecated && { deprecated: definition.deprecated }),
    ...(definition.unknownProperties && { unknownProperties: definition.unknownProperties }),
  };
}

function requiredOfEnvelope({ name, version, requires }: EventDefinition, state: State): string[] {
  const known = new Set(familyOf('envelope', state).flatMap(({ properties }) => Object.keys(properties ?? {})));
  for (const field of requires) {
    if (known.has(field)) continue;
    throw new ContractError({
      code: 'requires-unknown',
      path: `${name} ${version}: requires`,
      message: `"${field}" is not a field of the envelope.`,
      fix: `${didYouMean(field, known)}Require one of ${[...known].join(', ') || '(there is no envelope)'}, or define the field in properties.`,
    });
  }
  return [...requires];
}

function didYouMean(name: string, known: Iterable<string>): string {
  const guess = nearest(name, known);
  return guess === undefined ? '' : `Did you mean "${guess}"? `;
}

function refuseReserved(
  definition: EventDefinition,
  properties: RegistryDocument['properties'],
  envelopes: readonly RegistryDocument[],
  path: string,
): void {
  if (definition.kind === 'envelope') return;
  const names = new Set(envelopes.flatMap((doc) => Object.keys(doc.properties ?? {})));
  const columns = new Set(
    envelopes.flatMap((doc) => Object.values(doc.properties ?? {}).map((f) => f['x-sluice']?.column)),
  );
  for (const [name, schema] of Object.entries(properties ?? {})) {
    const column = schema['x-sluice']?.column ?? '';
    const alias = schema['x-sluice']?.renamedFrom?.find((old) => names.has(old));
    if (alias !== undefined) {
      throw new ContractError({
        code: 'alias-in-use',
        path: `${path}.${name}`,
        message: `"${name}" is said to be renamed from "${alias}", which is a field of the envelope.`,
        fix: `Take "${alias}" out of renamedFrom.`,
      });
    }
    if (!names.has(name) && !columns.has(column) && !reservedColumns.has(column)) continue;
    throw new ContractError({
      code: 'reserved-name',
      path: `${path}.${name}`,
      message: `"${name}" (column "${column}") belongs to the envelope or to the partitions.`,
      fix: names.has(name)
        ? `Leave it out: every event has it. Write requires: ['${name}'] if the event cannot be without it.`
        : "Choose another name, or another column: { column: '…' }.",
    });
  }
}

function refuseSharedTables(documents: readonly RegistryDocument[]): void {
  const owners = new Map<string, string>();
  for (const { 'x-sluice': block } of documents) {
    const owner = owners.get(block.table) ?? block.event;
    owners.set(block.table, owner);
    if (owner === block.event) continue;
    throw new ContractError({
      code: 'table-collision',
      path: `${block.event} ${block.version}: name`,
      message: `"${block.event}" and "${owner}" would share the table "${block.table}".`,
      fix: 'Rename one of the events.',
    });
  }
}
