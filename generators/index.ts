import type { Target } from './target.js';

export {
  type DbtOptions,
  type EmitRequest,
  type GeneratedFile,
  type GeneratorOptions,
  generatedMark,
  type Target,
} from './target.js';

/** A target before it is loaded: some bring heavy libraries, which a command that does not run them should not pay for. */
export interface TargetEntry {
  readonly id: string;
  /** Folder below the output folder that holds its files and nothing else. */
  readonly folder: string;
  /** Runs only in projects that name it in `targets`. */
  readonly optional?: true;
  /** Reads what is in its folder, keeps it and adds to it: its files are no orphans where it does not run. */
  readonly appendOnly?: true;
  load(): Promise<Target>;
}

const listed = [
  { id: 'sdk', folder: 'sdk', load: async () => (await import('./sdk/index.js')).sdkTarget },
  { id: 'ingest', folder: 'ingest', load: async () => (await import('./ingest/index.js')).ingestTarget },
  { id: 'lambda', folder: 'lambda', load: async () => (await import('./lambda/index.js')).lambdaTarget },
  { id: 'athena', folder: 'ddl/athena', load: async () => (await import('./athena/index.js')).athenaTarget },
  { id: 'glue', folder: 'ddl/glue', load: async () => (await import('./glue/index.js')).glueTarget },
  { id: 'redshift', folder: 'ddl/redshift', load: async () => (await import('./redshift/index.js')).redshiftTarget },
  {
    id: 'spark',
    folder: 'ddl/spark',
    optional: true,
    load: async () => (await import('./spark/index.js')).sparkTarget,
  },
  {
    id: 'redshift-load',
    folder: 'load/redshift',
    load: async () => (await import('./redshift-load/index.js')).redshiftLoadTarget,
  },
  { id: 'star', folder: 'star', load: async () => (await import('./star/index.js')).starTarget },
  {
    id: 'dbt',
    folder: 'dbt',
    optional: true,
    load: async () => (await import('./dbt/index.js')).dbtTarget,
  },
  {
    id: 'migrations',
    folder: 'migrations',
    appendOnly: true,
    load: async () => (await import('./migrations/index.js')).migrationsTarget,
  },
  { id: 'docs', folder: 'docs', load: async () => (await import('./docs/index.js')).docsTarget },
] as const satisfies readonly TargetEntry[];

/** Every target, in the order they run. */
export const targets: readonly TargetEntry[] = listed;

/** The name of a target. */
export type TargetId = (typeof listed)[number]['id'];

/** The names of all targets, in the order they run. */
export const targetIds: readonly TargetId[] = listed.map(({ id }) => id);

/** What makes examples of events; loaded where one is wanted. */
export const loadExamples = () => import('./docs/example.js');
