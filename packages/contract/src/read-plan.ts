import type { JsonValue } from './json.js';
import { columnsOf, versionsOf, wireFields } from './lineage.js';
import type { ContractModel, EventFamily, EventVersion, Field, LogicalType } from './model.js';

/** How one struct of a version is read into the shape of its table. */
export interface StructPlan {
  /** In column order: every column of the table (but `_extra`), also those this version knows nothing of. */
  readonly reads: readonly Read[];
  /** Every wire name that some read takes; all others are unknown to this version. */
  readonly known: readonly string[];
}

/** How one column is filled from an event of one version. */
export interface Read {
  /** The column, in its newest definition. */
  readonly target: Field;
  /** Wire names that carry it in this version, newest name first; empty where the version has no such field. */
  readonly sources: readonly string[];
  /** Value stored where no source is present. */
  readonly default?: JsonValue;
  /** For a struct, or a list or map whose elements (at any depth) are structs: the plan of that struct. */
  readonly nested?: StructPlan;
}

/**
 * The upcast of one version as data: where each column of its major's table takes its value from. A renamed field goes
 * to the column of its newest name; a default stands in for what was not sent.
 */
export function readPlan(model: ContractModel, family: EventFamily, version: EventVersion): StructPlan {
  const { columns } = columnsOf(model, family, version.major);
  const targets = [...columns.values()].filter(({ name }) => name !== '_extra');
  const later = versionsOf(family, version.major).filter(({ minor }) => minor > version.minor);
  return structPlan(
    wireFields(model, version),
    later.map((other) => wireFields(model, other)),
    targets,
  );
}

/** `own`: the struct's fields in the version at hand; `later`: in each later one, oldest first. */
function structPlan(
  own: readonly Field[],
  later: readonly (readonly Field[])[],
  targets: readonly Field[],
): StructPlan {
  const byColumn = new Map<string, { field: Field; descendants: Field[] }>();
  for (const field of own) {
    const descendants = descend(field, later);
    byColumn.set((descendants.at(-1) ?? field).column, { field, descendants });
  }
  const current = new Set((later.at(-1) ?? own).map(({ column }) => column));
  const reads = targets.map((target) => {
    const source = byColumn.get(target.column);
    const read = source ? readOf(target, source.field, source.descendants) : fallback(target, []);
    return current.has(target.column) ? read : withoutDefault(read);
  });
  return { reads, known: reads.flatMap(({ sources }) => sources) };
}

function readOf(target: Field, field: Field, descendants: readonly Field[]): Read {
  const read = fallback(target, [field.name, ...field.renamedFrom]);
  const nested = nestedPlan(
    field.type,
    descendants.map(({ type }) => type),
    target.type,
  );
  return nested ? { ...read, nested } : read;
}

/** A column that the newest version does not have any more is not filled for events that do not carry it. */
function withoutDefault({ default: _default, ...read }: Read): Read {
  return read;
}

function fallback(target: Field, sources: readonly string[]): Read {
  return { target, sources, ...(target.default !== undefined && { default: target.default }) };
}

/** The field as each later version calls it, following renames, as far as it exists. */
function descend(field: Field, later: readonly (readonly Field[])[]): Field[] {
  const chain: Field[] = [];
  let name = field.name;
  for (const fields of later) {
    const next =
      fields.find((other) => other.name === name) ?? fields.find((other) => other.renamedFrom.includes(name));
    if (!next) continue;
    chain.push(next);
    name = next.name;
  }
  return chain;
}

function nestedPlan(own: LogicalType, later: readonly LogicalType[], target: LogicalType): StructPlan | undefined {
  if (own.kind === 'struct' && target.kind === 'struct') {
    return structPlan(
      own.fields,
      later.flatMap((type) => (type.kind === 'struct' ? [type.fields] : [])),
      target.fields,
    );
  }
  if (own.kind === 'list' && target.kind === 'list') {
    return nestedPlan(
      own.element,
      later.flatMap((type) => (type.kind === 'list' ? [type.element] : [])),
      target.element,
    );
  }
  if (own.kind === 'map' && target.kind === 'map') {
    return nestedPlan(
      own.value,
      later.flatMap((type) => (type.kind === 'map' ? [type.value] : [])),
      target.value,
    );
  }
  return undefined;
}
