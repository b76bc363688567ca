import type { Change, Surface, SurfaceContext, SurfaceResult } from '@sluice/compat';
import { type ContractModel, compareVersions, type EventVersion } from '@sluice/contract';
import {
  type Dialect,
  flattenedModel,
  modelIn,
  type TableChange,
  tableChanges,
  type WarehouseConfig,
} from '@sluice/ddl';
import { tableAt } from './table-at.js';

/** What each dialect says about a change within a major: an error where it cannot follow, nothing where it can. */
export function warehouseSurfaces(
  dialects: readonly Dialect[],
  head: ContractModel,
  config: WarehouseConfig,
): Surface[] {
  const whole = changesBetween(head, (version) => version);
  return dialects.map((dialect) => {
    const stored = modelIn(dialect, head, config);
    const changesOf = stored === head ? whole : changesBetween(stored, flattened);
    return {
      id: dialect.id,
      judge: (change, context) =>
        isOfPresentColumn(change) ? judgeChange(dialect, change, context, changesOf(context), config) : undefined,
    };
  });
}

/** The version as it is stored where structs are taken apart. */
function flattened(version: EventVersion): EventVersion {
  return flattenedModel({ events: [], envelopes: [version] }).envelopes[0] ?? version;
}

/** How tables change between two versions, worked out once for each pair. */
function changesBetween(
  head: ContractModel,
  asStored: (version: EventVersion) => EventVersion,
): (context: SurfaceContext) => TableChange[] {
  const known = new Map<EventVersion, Map<EventVersion, TableChange[]>>();
  return (context) => {
    const ofFrom = known.get(context.from) ?? new Map<EventVersion, TableChange[]>();
    const { from, to } = context;
    const changes = ofFrom.get(to) ?? tableChangesBetween({ ...context, from: asStored(from), to: asStored(to) }, head);
    known.set(from, ofFrom.set(to, changes));
    return changes;
  };
}

/** Whether a change can concern a column that is there already; a field inside a struct always does. */
function isOfPresentColumn(change: Change): boolean {
  return change.path.length > 1 || ('before' in change && 'after' in change);
}

function judgeChange(
  dialect: Dialect,
  change: Change,
  context: SurfaceContext,
  changes: readonly TableChange[],
  config: WarehouseConfig,
): SurfaceResult | undefined {
  const tableChange = ofField(change, changes);
  if (!tableChange) return undefined;
  const evolution = dialect.evolve(tableChange, config);
  if (evolution.kind !== 'refused') return undefined;
  return {
    severity: 'error',
    message: evolution.reason,
    why: `The table ${tableChange.table.name} exists already and cannot follow within major version ${context.to.major}.`,
    fix: evolution.wayRound,
  };
}

/** Compared are the tables as the contract stood at both versions, whatever came later. */
function tableChangesBetween({ event, from, to }: SurfaceContext, head: ContractModel): TableChange[] {
  if (event === 'envelope') return envelopeChanges(from, to, head);
  const family = head.events.find(({ name }) => name === event);
  return family ? tableChanges(tableAt(family, from, head, 'columnar'), tableAt(family, to, head, 'columnar')) : [];
}

/** The envelope's columns stand in every table: any table shows what becomes of them. */
function envelopeChanges(from: EventVersion, to: EventVersion, head: ContractModel): TableChange[] {
  const [family] = head.events;
  const newest = family?.versions.at(-1);
  if (!family || !newest) return [];
  const earlier = head.envelopes.filter(
    ({ version }) => version !== from.version && compareVersions(version, to.version) < 0,
  );
  const edited = from.version === to.version;
  const before = { ...head, envelopes: [...earlier, from] };
  const after = { ...head, envelopes: [...earlier, ...(edited ? [] : [from]), to] };
  return tableChanges(tableAt(family, newest, before, 'columnar'), tableAt(family, newest, after, 'columnar'));
}

/** The change of the column that the changed field stands in, at whatever depth; structs may be taken apart into columns. */
function ofField({ path }: Change, changes: readonly TableChange[]): TableChange | undefined {
  const end = path.findIndex(({ kind }) => kind !== 'property');
  const steps = end === -1 ? path : path.slice(0, end);
  const names = steps.flatMap((step) => (step.kind === 'property' ? [step.name] : []));
  const columns = new Set(names.map((_, at) => names.slice(0, at + 1).join('.')));
  return changes.find((one) => one.kind === 'column-type-changed' && columns.has(one.after.field.name));
}
