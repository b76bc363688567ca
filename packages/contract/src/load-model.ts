import { digestOf, sha256 } from './canonical.js';
import { ContractError } from './errors.js';
import type { RegistryDocument } from './json.js';
import { fieldsOf } from './logical.js';
import type { ContractModel, EventFamily, EventVersion } from './model.js';
import { compareVersions, parseVersion } from './versions.js';

/** Reads registry documents, in any order, into the model. Throws a ContractError for what is not a published document. */
export function modelOf(documents: readonly RegistryDocument[]): ContractModel {
  const versions = documents.map(versionOf).sort((a, b) => compareVersions(a.version, b.version));
  const families = new Map<string, EventVersion[]>();
  for (const version of versions) {
    const family = families.get(version.event) ?? [];
    family.push(version);
    families.set(version.event, family);
  }
  const envelopes = families.get('envelope') ?? [];
  families.delete('envelope');
  const events = [...families.values()].map(familyOf).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { events, envelopes };
}

/** SHA-256 (hex) over the digests of all versions: changes with any change that is not prose. */
export function contractDigest({ events, envelopes }: ContractModel): string {
  const versions = [...events.flatMap((family) => family.versions), ...envelopes];
  const lines = versions.map(({ event, version, document }) => `${event} ${version} ${digestOf(document)}`);
  return sha256(lines.sort().join('\n'));
}

function familyOf(versions: EventVersion[]): EventFamily {
  const newest = versions.at(-1) as EventVersion;
  const block = newest.document['x-sluice'];
  return { name: newest.event, table: block.table, renamedFrom: block.renamedFrom ?? [], versions };
}

/** A document that stands in two contracts (as published, and at hand) is read once. */
const known = new WeakMap<RegistryDocument, EventVersion>();

/** The version that a registry document describes. Throws a ContractError for what is not a published document. */
export function versionOf(document: RegistryDocument): EventVersion {
  const version = known.get(document) ?? readVersion(document);
  known.set(document, version);
  return version;
}

function readVersion(document: RegistryDocument): EventVersion {
  const block = document?.['x-sluice'];
  const numbers = parseVersion(String(block?.version));
  if (!block || !numbers || typeof block.event !== 'string' || typeof block.table !== 'string') {
    throw new ContractError({
      code: 'not-a-registry-document',
      path: String(document?.title ?? 'registry'),
      message: 'The x-sluice block does not name event, version and table.',
      fix: 'Restore the file from git: its columns are frozen there. Only where the version was never published, move the file away and run sluice generate.',
    });
  }
  const fields = fieldsOf(document, `${block.event} ${block.version}:`);
  const own = new Set(fields.map(({ name }) => name));
  return {
    event: block.event,
    version: block.version,
    ...numbers,
    owner: block.owner,
    description: document.description ?? '',
    fields,
    requires: (document.required ?? []).filter((name) => !own.has(name)),
    envelope: block.envelope ?? block.version,
    ...(block.deprecated && { deprecated: block.deprecated }),
    document,
  };
}
