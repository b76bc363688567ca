import {
  defaultIamRole,
  externalSchema,
  grantStatements,
  jsonPaths,
  type LoadTable,
  loadStatements,
  loadTables,
  modelIn,
  nightlyScript,
  redshift,
  type Statement,
  sqlHeader,
} from '@sluice/ddl';
import type { EmitRequest, GeneratedFile, GeneratorOptions } from '../target.js';

const folder = 'load/redshift';

/** Scripts for psql: loads by table, the nightly one, the external schema and the grants; and a jsonpaths document by table. */
export function emit({ model: contract, options }: EmitRequest): GeneratedFile[] {
  const model = modelIn(redshift, contract, options);
  return [
    { path: `${folder}/nightly.sql`, content: nightlyScript(contract, options) },
    {
      path: `${folder}/external-schema.sql`,
      content: script([], [{ sql: externalSchema(options), transactional: false }]),
    },
    { path: `${folder}/grants.sql`, content: script(grantRemarks, grantStatements(model, options)) },
    ...loadTables(contract, options).flatMap((table) => loads(table, options)),
  ];
}

const grantRemarks = [
  '-- Run after the tables and views are there, and again after each migration. The roles have to exist: CREATE ROLE analyst;',
];

function loads({ table, files }: LoadTable, options: GeneratorOptions): GeneratedFile[] {
  const iamRole = options.dialects.redshift.iamRole ?? defaultIamRole;
  const paths = `${options.lakeUri}/jsonpaths/${table.name}.json`;
  const from = (json?: { paths: string; isGzip: boolean }) =>
    loadStatements({ table, files, config: options, iamRole, sources: [{ from: ":'files'", ...(json && { json }) }] });
  const parquet = `${options.lakeUri}/${table.path}year=2026/month=11/day=20/`;
  const raw = parquet.replace('/columnar/', '/raw/');
  return [
    {
      path: `${folder}/${table.name}.sql`,
      content: script(
        [
          '-- Parquet of any hours, again and again without duplicates:',
          `-- psql -v files=${parquet} -f ${table.name}.sql`,
        ],
        from(),
      ),
    },
    {
      path: `${folder}/${table.name}_json.sql`,
      content: script(
        [
          `-- Compressed raw rows, where there is no Parquet. Upload jsonpaths/${table.name}.json to ${paths} first.`,
          `-- psql -v files=${raw} -f ${table.name}_json.sql`,
        ],
        from({ paths, isGzip: true }),
      ),
    },
    { path: `${folder}/jsonpaths/${table.name}.json`, content: `${JSON.stringify(jsonPaths(files), null, 2)}\n` },
  ];
}

function script(remarks: readonly string[], statements: readonly Statement[]): string {
  return `${[[sqlHeader, ...remarks].join('\n'), ...statements.map(({ sql }) => `${sql};`)].join('\n\n')}\n`;
}
