import type { ContractModel, EventFamily } from '@sluice/contract';
import { aliasesAmong, fieldHistory } from './canonical-type.js';
import type { View, ViewBranch } from './types.js';
import { canonicalColumns, readsOf } from './view-columns.js';
import { overlapsOf, sourcesOf } from './view-sources.js';

/**
 * The view of an event. Columns: those of the newest major, then what only older majors have, then what only the event's
 * old names have; a column that was renamed shows up once, under its newest name. Where types differ, the view's is wide
 * enough for both, or each has a column. No window function, so that partitions prune.
 */
export function viewOf(model: ContractModel, family: EventFamily): View {
  const sources = sourcesOf(model, family);
  const history = fieldHistory(
    sources.map((source) => source.family),
    model.envelopes,
  );
  const aliases = aliasesAmong(history);
  const tables = sources.flatMap((source) => source.tables.toReversed());
  const columns = canonicalColumns(tables, aliases, history);
  const branches = sources.flatMap((source, at) =>
    source.tables.toReversed().map((table): ViewBranch => {
      const unless = sources.slice(0, at).flatMap((newer) => overlapsOf(source, newer, table, aliases));
      return { table, reads: readsOf(columns, table), unless };
    }),
  );
  return {
    name: family.table,
    event: family.name,
    comment: family.versions.at(-1)?.description ?? '',
    columns: columns.map(({ column }) => column),
    partitions: tables[0]?.partitions ?? [],
    branches,
  };
}
