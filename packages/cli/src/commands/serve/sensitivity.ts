import {
  type ContractModel,
  type Field,
  type LogicalType,
  type Sensitivity,
  stricter,
  strictestIn,
  wireFields,
} from '@sluice/contract';
import type { MarkedPlace, SensitivityOf } from '@sluice/ingest';

/** The marks of a contract's fields: over all versions the strictest, and never milder than what stands around or inside. */
export function sensitivities(model: ContractModel): SensitivityOf {
  const byEvent = new Map(
    model.events.map(({ name, versions }) => [name, versions.flatMap((version) => wireFields(model, version))]),
  );
  return (event, pointer) => {
    const fields = byEvent.get(event);
    if (!fields || pointer === '') return fields && { sensitivity: 'internal', path: '' };
    return fieldAt(fields, pointer.split('/').slice(1).map(unescaped), '');
  };
}

function fieldAt(fields: readonly Field[], [name = '', ...rest]: readonly string[], path: string) {
  const named = fields.filter((field) => [field.name, ...field.renamedFrom].includes(name));
  if (named.length === 0) return undefined;
  const types = named.map(({ type }) => type);
  const own = named.map(({ sensitivity }) => sensitivity).reduce(stricter);
  return placeIn(types, own, rest, `${path}/${name}`);
}

/** Elements of lists are named by their place; keys of maps are the sender's words, and are written as `*`. */
function placeIn(
  types: readonly LogicalType[],
  own: Sensitivity,
  parts: readonly string[],
  path: string,
): MarkedPlace | undefined {
  const [part, ...rest] = parts;
  if (part === undefined) return { sensitivity: types.map((type) => strictestIn(type, own)).reduce(stricter), path };
  const elements = types.flatMap((type) => (type.kind === 'list' ? [type.element] : []));
  if (elements.length > 0 && /^\d+$/.test(part)) return placeIn(elements, own, rest, `${path}/${part}`);
  const values = types.flatMap((type) => (type.kind === 'map' ? [type.value] : []));
  if (values.length > 0) return placeIn(values, own, rest, `${path}/*`);
  const keys = types.flatMap((type) => (type.kind === 'struct' ? type.fields : []));
  if (keys.length > 0) return fieldAt(keys, parts, path);
  return types.every(({ kind }) => kind === 'json') ? { sensitivity: own, path } : undefined;
}

/** One step of a JSON pointer (RFC 6901). */
function unescaped(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
}
