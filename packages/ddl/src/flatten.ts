import { ContractError, type ContractModel, type EventVersion, type Field } from '@sluice/contract';
import type { Dialect } from './dialect.js';
import type { WarehouseConfig } from './warehouse-config.js';

/** The contract as a dialect's tables show it: with structs taken apart where the project says so for that warehouse. */
export function modelIn(
  { flattens }: Pick<Dialect, 'flattens'>,
  model: ContractModel,
  config: WarehouseConfig,
): ContractModel {
  return flattens?.isOn(config) ? flattenedModel(model) : model;
}

/**
 * The contract with every struct taken apart into columns of its own, at any depth: `context {appVersion}` becomes
 * `context_app_version`. Lists and maps stay whole. Everything that is made from a contract (tables, views, migrations) can be
 * made from this one too; renames of structs and of their keys are followed. For warehouses in which a struct is awkward to
 * query. Throws ContractError where two columns would have one name.
 */
export function flattenedModel(model: ContractModel): ContractModel {
  return {
    events: model.events.map((family) => ({ ...family, versions: family.versions.map(flattenedVersion) })),
    envelopes: model.envelopes.map(flattenedVersion),
  };
}

function flattenedVersion(version: EventVersion): EventVersion {
  const fields = version.fields.flatMap(leaves).map((field, at) => ({ ...field, ordinal: at + 1 }));
  const columns = new Map<string, Field>();
  for (const field of fields) {
    const known = columns.get(field.column);
    if (known) throw sameColumn(version, known, field);
    columns.set(field.column, field);
  }
  return { ...version, fields };
}

/** The field, or what stands inside it. A struct without keys has nothing to take apart. */
function leaves(field: Field): Field[] {
  if (field.type.kind !== 'struct' || field.type.fields.length === 0) return [field];
  return field.type.fields.flatMap((inner) => leaves(below(field, inner)));
}

function below(outer: Field, inner: Field): Field {
  const names = (field: Field) => [field.name, ...field.renamedFrom];
  const [name = '', ...older] = names(outer).flatMap((one) => names(inner).map((other) => `${one}.${other}`));
  return {
    ...inner,
    name,
    column: `${outer.column}_${inner.column}`,
    required: outer.required && inner.required,
    renamedFrom: older,
  };
}

function sameColumn({ event, version }: EventVersion, known: Field, field: Field): ContractError {
  return new ContractError({
    code: 'flattened-columns-meet',
    path: `schemas/${event}/${version}.ts: ${field.name}`,
    message: `Taken apart, "${known.name}" and "${field.name}" are both the column ${field.column}.`,
    fix: 'Give one of them another column (column: …) before it is published, or keep structs whole (redshiftStructs).',
  });
}
