import { badDecimal, type Limit, ofColumns, ofTable, repeated } from './limit.js';

/** What every engine with decimals and names refuses; `sources`: where its makers say so. */
export function engineLimits(
  engine: string,
  sources: { readonly decimal: string; readonly names: string },
): readonly Limit[] {
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
