import { compareVersions, type EventFamily, type EventVersion, modelOf } from '@sluice/contract';
import {
  type Dialect,
  eventScript,
  everyDialect,
  modelIn,
  sqlHeader,
  stepEffect,
  type Table,
  tablesOf,
  type WarehouseConfig,
} from '@sluice/ddl';
import { UsageError } from '@sluice/project';
import { tableAt } from '@sluice/project/check';
import { documentName, type GivenDocument, type Surroundings, surroundingsOf } from '@sluice/project/registry';
import type { DdlAnswer } from './render.js';

/** What was asked for beside the files. */
export interface RegistryDdlRequest {
  readonly dialect: Dialect;
  /** Where the lake lies, where that was said. */
  readonly lakeUri?: string;
  /** Structs taken apart, where that was said. */
  readonly flat: boolean;
}

/** A registry file's answer: what is printed, and what it was made of, in sentences. */
export interface RegistryDdlAnswer extends DdlAnswer {
  readonly told: readonly string[];
}

/**
 * What `sluice generate` writes for the event as it stood at this version: its tables with the envelope's columns, and its views; or
 * with a second version of it, what the migration between them runs.
 */
export async function registryDdl(
  given: readonly [GivenDocument, GivenDocument?],
  request: RegistryDdlRequest,
  cwd: string,
): Promise<RegistryDdlAnswer> {
  const [first, next] = given;
  const documents = next ? [first, next] : [first];
  const surroundings = await surroundingsOf(documents, cwd);
  const config = configFor(surroundings, request);
  const [from, to] = next ? stepOf(first, next) : [undefined, first];
  const { model, family } = contractAt(surroundings, to);
  const version = versionIn(family, to);
  const told = [
    `Registry ${next ? 'files' : 'file'}: ${documents.map(({ document }) => documentName(document)).join(' and ')}.`,
    ...(surroundings.complete
      ? ['This is what sluice generate writes for the event.', surroundings.found]
      : [surroundings.found, 'The columns of the envelope are missing: do not create tables from this.']),
  ];
  const table = tableAt(family, version, modelIn(request.dialect, model, config));
  if (from)
    return { ...migration(versionIn(family, from), version, family, model, request.dialect, config, table), told };
  const { text, statements } = script(model, family, request.dialect, config);
  return { ...columnsOf(request.dialect, table), text, statements, notices: [], refused: [], told };
}

function configFor({ config }: Surroundings, { dialect, lakeUri, flat }: RegistryDdlRequest): WarehouseConfig {
  const own = { ...config, ...(lakeUri !== undefined && { lakeUri }) };
  if (!flat) return own;
  if (dialect.flattens) return dialect.flattens.turnedOn(own);
  const others = everyDialect.filter(({ flattens }) => flattens).map(({ id }) => id);
  throw new UsageError(
    `--flatten of a registry file is for ${others.join(', ')}: in ${dialect.id} its structs stay whole.`,
  );
}

function stepOf(first: GivenDocument, next: GivenDocument): readonly [GivenDocument, GivenDocument] {
  const [a, b] = [first.document['x-sluice'], next.document['x-sluice']];
  if (a.event !== b.event || compareVersions(a.version, b.version) >= 0) {
    throw new UsageError(
      `A migration leads from a version of an event to a later one, not from ${documentName(first.document)} to ${documentName(next.document)}.`,
    );
  }
  return [first, next];
}

/** The contract with the event as it was when this version was its newest one. */
function contractAt({ model }: Surroundings, { document }: GivenDocument) {
  const { event, version } = document['x-sluice'];
  if (event === 'envelope') {
    throw new UsageError(
      'An envelope has no table: its columns stand in the table of every event. Give the registry file of an event.',
    );
  }
  const documents = [...model.envelopes, ...model.events.flatMap(({ versions }) => versions)]
    .map((one) => one.document)
    .filter(({ 'x-sluice': block }) => block.event !== event || compareVersions(block.version, version) <= 0);
  const until = modelOf(documents);
  return { model: until, family: until.events.find(({ name }) => name === event) as EventFamily };
}

function versionIn({ versions }: EventFamily, { document }: GivenDocument): EventVersion {
  return versions.find(({ version }) => version === document['x-sluice'].version) as EventVersion;
}

function script(
  contract: Surroundings['model'],
  family: EventFamily,
  dialect: Dialect,
  config: WarehouseConfig,
): { readonly text: string; readonly statements: readonly string[] } {
  const model = modelIn(dialect, contract, config);
  const own = model.events.find(({ name }) => name === family.name) ?? family;
  const tables = dialect.tiers.flatMap((tier) => tablesOf(model, own, tier));
  const statements = tables.flatMap((table) => dialect.createTable(table, config)).map(({ sql }) => sql);
  if (dialect.writes === 'documents') return { text: statements.join('\n'), statements };
  const text = eventScript(dialect, contract, family, config).replace(`${sqlHeader}\n\n`, '').trimEnd();
  return { text, statements };
}

function migration(
  from: EventVersion,
  to: EventVersion,
  family: EventFamily,
  model: Surroundings['model'],
  dialect: Dialect,
  config: WarehouseConfig,
  table: Table,
): DdlAnswer {
  const { statements, refused } = stepEffect(model, { family, from, to }, dialect, config);
  const lines = dialect.writes === 'documents' ? statements : statements.map((sql) => `${sql};`);
  const text = lines.length > 0 ? lines.join('\n') : '-- The table and its views stay as they are.';
  return {
    ...columnsOf(dialect, table),
    text,
    statements,
    notices: [],
    refused: refused.map((reason) => ({ reason, wayRound: '' })),
  };
}

function columnsOf(dialect: Dialect, { columns }: Table): Pick<DdlAnswer, 'dialect' | 'columns'> {
  return {
    dialect,
    columns: columns.map(({ name, type, nullable }) => ({ name, type: dialect.columnType(type), nullable })),
  };
}
