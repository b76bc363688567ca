import type { WarehouseConfig } from '../warehouse-config.js';
import type { View, ViewColumn } from './types.js';

/**
 * The view with every renamed column under its old names, too, where the project asks for that: who reads an old name goes on unharmed,
 * and finds the values that are sent under the new one. A name that the view uses already, or that two columns had, stays out.
 */
export function withOldNames(view: View, { views }: Pick<WarehouseConfig, 'views'>): View {
  if (views?.oldNames !== true) return view;
  const known = new Map<string, ViewColumn>();
  for (const column of view.columns) for (const name of oldNamesOf(column, view)) known.set(name, column);
  const columns = [...known].map(([name, column]) => ({ ...column, name, comment: `Old name of ${column.name}.` }));
  const branches = view.branches.map((branch) => {
    const reads = columns.map((column) => {
      const read = branch.reads.find((one) => one.column === known.get(column.name));
      return { column, from: read?.from ?? [] };
    });
    return { ...branch, reads: [...branch.reads, ...reads] };
  });
  return { ...view, columns: [...view.columns, ...columns], branches };
}

/** Names of the tables' columns that fill this column alone, but for the names that the view has. */
function oldNamesOf(column: ViewColumn, { columns, branches }: View): string[] {
  const used = new Set(columns.map(({ name }) => name));
  const filling = (wanted: (one: ViewColumn) => boolean) =>
    branches.flatMap(({ reads }) =>
      reads.filter((read) => wanted(read.column)).flatMap(({ from }) => from.map((source) => source.column.name)),
    );
  const others = new Set(filling((one) => one !== column));
  return [...new Set(filling((one) => one === column))].filter((name) => !used.has(name) && !others.has(name));
}
