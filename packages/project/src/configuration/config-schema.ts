import { type Static, Type } from '@sluice/contract/schema';
import { dbtAdapters } from '@sluice/ddl';
import { targetIds } from '@sluice/generators';
import { collectorSchema } from './collector-schema.js';
import { distinct, oneOfOr, ownDialect, ownRule, ownTarget } from './own-objects.js';
import { byName, formed, list, oneOf, sqlNameText, text, whole } from './parts.js';
import type { SluiceConfig } from './sluice-config.js';

const optional = Type.Optional;
const object = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

const athena = object({
  rawSerde: optional(oneOf('hive', 'openx')),
  rawPartitions: optional(oneOf('projected', 'registered')),
  tables: optional(oneOf('parquet', 'iceberg')),
  events: optional(Type.Boolean()),
});

const redshift = object({
  tables: optional(
    byName(
      object({
        distribution: optional(Type.Union([text(), object({ style: oneOf('AUTO', 'EVEN', 'ALL') })])),
        sortKey: optional(list(text())),
        encode: optional(byName(text())),
      }),
    ),
  ),
  grants: optional(
    list(object({ to: text(), upTo: oneOf('public', 'internal', 'pseudonymous', 'personal', 'secret') })),
  ),
  iamRole: optional(text()),
  lakeSchema: optional(sqlNameText()),
});

const star = object({
  prefix: optional(Type.String({ pattern: '^[a-z][a-z0-9_]*$', wanted: "the beginning of a name, like 'shop_'" })),
  facts: byName(object({ event: text(), keys: list(text()), measures: list(text()) })),
  dimensions: byName(object({ key: text(), attributes: list(text()), events: list(text()) })),
  dates: object({ from: formed('day'), to: formed('day') }),
  revenue: optional(object({ fact: text(), measure: text() })),
  sessions: optional(
    object({
      events: list(text()),
      gapMinutes: Type.Number({ exclusiveMinimum: 0, wanted: 'a number of minutes above 0' }),
    }),
  ),
  funnel: optional(list(text())),
});

/** What `sluice.config.ts` may export: the one place that says so. Types and documentation of it are held against this by the compiler. */
const schema = object({
  schemas: optional(formed('folder')),
  registry: optional(formed('folder')),
  generated: optional(formed('folder')),
  targets: optional(distinct(list(oneOfOr(ownTarget, ...targetIds)), 'id', 'folder')),
  dialects: optional(distinct(list(ownDialect), 'id')),
  rules: optional(distinct(list(ownRule), 'id')),
  lakeUri: optional(formed('lake')),
  database: optional(sqlNameText()),
  redshiftSchema: optional(sqlNameText()),
  redshiftStructs: optional(oneOf('super', 'columns')),
  activePartitions: optional(whole(1, 1_000_000)),
  destination: optional(oneOf('s3', 'iceberg')),
  athena: optional(athena),
  redshift: optional(redshift),
  views: optional(object({ oldNames: optional(Type.Boolean()) })),
  star: optional(star),
  dbt: optional(object({ adapter: oneOf(...dbtAdapters) })),
  collector: optional(collectorSchema),
});

/** The same type with everything spelt out and read only, so that two ways to write it are compared by what they say. */
type Plain<T> = T extends readonly (infer I)[]
  ? readonly Plain<I>[]
  : T extends object
    ? { readonly [K in keyof T]: Plain<T[K]> }
    : T;

type Same<A, B> = (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : false;

/** Does not compile where the schema and {@link SluiceConfig} differ in any key or value. */
const same: Same<Static<typeof schema>, SluiceConfig> = true;

/** The schema of a whole configuration; as data, it is all that is known of it at run time. */
export const configSchema: object = same ? schema : {};
