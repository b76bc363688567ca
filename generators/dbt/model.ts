import type { ContractModel, EventFamily, EventVersion, JsonValue } from '@sluice/contract';
import { exactName, type QueryLanguage, strictestIn, type View, type ViewColumn } from '@sluice/ddl';

/** A dbt document: what stands in one YAML file. */
export type DbtDocument = { readonly [key: string]: JsonValue };

/** Columns that the collector and the transform always fill. */
const alwaysFilled = new Set(['event_id', 'event', 'version', 'occurred_at', 'received_at']);

/** A description as dbt shows it: dbt takes `{{`, `{%` and `{#` for the beginning of something to be filled in. */
function prose(text: string): string {
  return text.replace(/\{[{%#]/g, "{{ '$&' }}");
}

/** The name of the staging model of an event. */
export function stagingName({ name }: View): string {
  return `stg_${name}`;
}

/** The staging model of an event: every column with its type, tests and sensitivity; the contract is enforced. */
export function stagingModel(
  view: View,
  family: EventFamily,
  model: ContractModel,
  language: QueryLanguage,
): DbtDocument {
  const newest = family.versions.at(-1) as EventVersion;
  return {
    version: 2,
    models: [
      {
        name: stagingName(view),
        description: prose(view.comment),
        config: { materialized: 'view', contract: { enforced: true } },
        meta: metaOf(family, newest),
        columns: columnsOf(view, model, language),
      },
    ],
  };
}

function metaOf({ name, versions }: EventFamily, { owner, deprecated }: EventVersion): { [key: string]: JsonValue } {
  return {
    owner,
    event: name,
    versions: versions.map(({ version }) => version),
    ...(deprecated && { deprecated: { ...deprecated } }),
  };
}

function columnsOf(view: View, model: ContractModel, language: QueryLanguage): JsonValue[] {
  const own = view.columns.map((column) => ({
    name: column.name,
    description: prose(column.comment),
    data_type: language.castType(column.type),
    ...testsOf(column, view, model),
    meta: { sensitivity: strictestIn(column.type, column.sensitivity) },
  }));
  const text = language.castType({ kind: 'string' });
  const partitions = (language.showsPartitions ? view.partitions : []).map(({ name, comment }) => ({
    name,
    description: prose(comment),
    data_type: text,
    meta: { sensitivity: 'internal' },
  }));
  return [...own, ...partitions];
}

function testsOf(column: ViewColumn, view: View, model: ContractModel): { data_tests?: JsonValue } {
  const tests: JsonValue[] = [
    ...(alwaysFilled.has(column.name) ? ['not_null'] : []),
    ...(column.name === 'event_id' ? ['unique'] : []),
  ];
  const values = acceptedValues(column, view, model);
  if (values.length > 0) tests.push({ accepted_values: { arguments: { values } } });
  return tests.length > 0 ? { data_tests: tests } : {};
}

/** Every value that any version of the event, under any of its names, has accepted for what fills the column. */
function acceptedValues({ name, type }: ViewColumn, { branches }: View, model: ContractModel): string[] {
  if (type.kind !== 'enum') return [];
  const values = new Set<string>(type.values);
  for (const { table, reads } of branches) {
    const sources = new Set(reads.find(({ column }) => column.name === name)?.from.map(({ column }) => column.name));
    const versions = model.events.find((family) => family.name === table.event)?.versions ?? [];
    const fields = versions.filter(({ major }) => major === table.major).flatMap((version) => version.fields);
    for (const field of fields.filter(({ column }) => sources.has(column))) {
      if (field.type.kind !== 'enum') return [];
      for (const value of field.type.values) values.add(value);
    }
  }
  return [...values];
}

/** The source: the views of all events, as the warehouse has them. */
export function sourcesDocument(
  source: string,
  schema: string,
  views: readonly View[],
  owners: readonly string[],
): DbtDocument {
  const tables = views.map((view, at) => ({
    name: exactName(view),
    description: prose(`${view.comment} One row per event_id.`.trim()),
    meta: { owner: owners[at] ?? '', event: view.event },
    columns: [{ name: 'event_id', data_tests: ['not_null'] }],
  }));
  return { version: 2, sources: [{ name: source, schema, description: 'Events as Sluice stores them.', tables }] };
}
