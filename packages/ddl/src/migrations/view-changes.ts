import type { ContractModel, EventFamily } from '@sluice/contract';
import type { Dialect } from '../dialect.js';
import { eventViews } from '../views/event-views.js';
import type { WarehouseConfig } from '../warehouse-config.js';
import type { Change } from './change.js';

/** What decides which views are made anew. */
export interface ViewChangeRequest {
  readonly before: ContractModel;
  readonly after: ContractModel;
  /** Events whose tables may have changed. */
  readonly families: readonly EventFamily[];
  /** Events of which a table's column became wider: engines that keep a view's types refuse to read it afterwards. */
  readonly widened: ReadonlySet<string>;
}

/**
 * The views that are new, read differently, or read what became wider: those of these events, and those of their newer names, which read
 * their tables too. Each is replaced as a whole; what reads it keeps its name and finds every column that was there.
 */
export function viewChanges(
  { before, after, families, widened }: ViewChangeRequest,
  dialect: Dialect,
  config: WarehouseConfig,
): Change[] {
  const names = withNewerNames(
    after,
    families.map(({ name }) => name),
  );
  const stale = withNewerNames(after, widened);
  return after.events
    .filter(({ name }) => names.has(name))
    .flatMap((family) => {
      const older = before.events.find(({ name }) => name === family.name);
      const known = new Set((older ? eventViews(dialect, before, older, config) : []).map(({ sql }) => sql));
      const statements = eventViews(dialect, after, family, config);
      const isSame = !stale.has(family.name) && statements.every(({ sql }) => known.has(sql));
      return isSame ? [] : [{ view: family.table, statements }];
    });
}

function withNewerNames(model: ContractModel, events: Iterable<string>): Set<string> {
  const names = new Set(events);
  for (const name of names) for (const newer of newerNames(model, name)) names.add(newer);
  return names;
}

function newerNames({ events }: ContractModel, name: string): string[] {
  return events.filter(({ renamedFrom }) => renamedFrom.some(({ event }) => event === name)).map((one) => one.name);
}
