import { badDecimal, type Limit, ofColumns, ofTable, repeated } from './limit.js';

function limitsOf(engine: string, sources: { readonly decimal: string; readonly names: string }): readonly Limit[] {
  return [
    {
      id: `${engine}-decimal`,
      summary: 'A decimal has at most 38 digits.',
      source: sources.decimal,
      severity: 'error',
      check: ofColumns(({ name, type }) => (badDecimal(type) ? `"${name}" is ${badDecimal(type)}.` : undefined)),
    },
    {
      id: `${engine}-unique-columns`,
      summary: 'Column names differ in more than case.',
      source: sources.names,
      severity: 'error',
      check: ofTable(({ columns }) =>
        repeated(columns.map(({ name }) => name)).map((name) => `There are two columns "${name}".`),
      ),
    },
  ];
}

/** Limits of Spark. */
export const sparkLimits: readonly Limit[] = limitsOf('spark', {
  decimal: 'https://spark.apache.org/docs/latest/sql-ref-datatypes.html',
  names: 'https://spark.apache.org/docs/latest/sql-ref-identifier.html',
});

/** Limits of DuckDB. */
export const duckdbLimits: readonly Limit[] = limitsOf('duckdb', {
  decimal: 'https://duckdb.org/docs/stable/sql/data_types/numeric',
  names: 'https://duckdb.org/docs/stable/sql/dialect/keywords_and_identifiers',
});
