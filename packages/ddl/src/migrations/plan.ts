import type { ContractModel, EventVersion } from '@sluice/contract';
import type { Dialect } from '../dialect.js';
import { modelIn } from '../flatten.js';
import type { WarehouseConfig } from '../warehouse-config.js';
import { type Change, refusalOf, statementsOf } from './change.js';
import { renderChecksums, verified } from './checksums.js';
import { type MigrationFile, numberIn, parseMigration, renderMigration } from './file.js';
import { type Brought, broughtBy, changesOf, extended, keyOf, lineageOf, reachedBy } from './lineage.js';

/** What migrations are made from. */
export interface MigrationRequest {
  readonly model: ContractModel;
  readonly dialect: Dialect;
  readonly config: WarehouseConfig;
  /** The files of the dialect's folder as they are. */
  readonly existing: readonly MigrationFile[];
  /** The folder's name, for messages. */
  readonly folder: string;
  /** Whether others have this file already, so that it never changes again. Asked only about what would change. */
  isPublished(name: string): boolean;
}

/**
 * The dialect's migrations and their checksum file: those that are there, byte for byte, then one for each version that is new. A draft
 * that was edited since (and what follows it) is made anew; a published migration never is. Throws a ContractError where a file is not
 * what was generated.
 */
export function migrationFiles(request: MigrationRequest): MigrationFile[] {
  const kept = keptFiles(request);
  const files = [...kept, ...newFiles(request, kept)];
  return files.length > 0 ? [...files, renderChecksums(files)] : [];
}

/** All files up to the first draft whose versions are gone or differ from what it was made for. */
function keptFiles({ model, existing, folder, isPublished }: MigrationRequest): MigrationFile[] {
  const files = verified(existing, folder);
  const digests = new Map(allVersions(model).map((version) => [keyOf(version), broughtBy(version).digest]));
  const isStale = (brought: Brought) => digests.get(keyOf(brought)) !== brought.digest;
  const stale = files.findIndex((file) => parseMigration(file).brings.some(isStale) && !isPublished(file.name));
  return stale === -1 ? files : files.slice(0, stale);
}

function allVersions({ events, envelopes }: ContractModel): EventVersion[] {
  return [...envelopes, ...events.flatMap(({ versions }) => versions)];
}

/** One file per version that changes something; a version that changes nothing is named by the next file that does. */
function newFiles(request: MigrationRequest, kept: readonly MigrationFile[]): MigrationFile[] {
  const { dialect, config } = request;
  const model = modelIn(dialect, request.model, config);
  const brought = new Set(kept.flatMap((file) => parseMigration(file).brings.map(keyOf)));
  const files: MigrationFile[] = [];
  let number = kept.length > 0 ? (numberIn(kept.at(-1)?.name ?? '') ?? 0) : 0;
  let pending: Brought[] = [];
  let reached = reachedBy(model, brought);
  for (const version of lineageOf(model).filter((one) => !brought.has(keyOf(one)))) {
    const before = reached;
    reached = extended(before, version, model);
    const changes = changesOf(before, reached, version, dialect, config);
    pending = [...pending, broughtBy(version)];
    if (!changes.some(isWorthAFile)) continue;
    number += 1;
    files.push(renderMigration(number, pending, dialect.id, changes));
    pending = [];
  }
  return files;
}

function isWorthAFile(change: Change): boolean {
  return statementsOf(change).length > 0 || refusalOf(change) !== undefined;
}
