import { type ContractModel, type Field, type LogicalType, type Sensitivity, wireFields } from '@sluice/contract';
import type { Visible } from '@sluice/ingest';

/** Marks of fields that a listing shows; all others, and fields that no version knows, are masked. */
const SHOWN: { readonly [S in Sensitivity]: boolean } = {
  public: true,
  internal: true,
  pseudonymous: false,
  personal: false,
  secret: false,
};

/** What may be seen of the events of one name. */
export interface VisibleEvent {
  readonly fields: { readonly [name: string]: Visible };
  /** Whether the contract has an event of this name. */
  readonly isKnown: boolean;
}

/**
 * What may be seen of what was refused under a name, in any version of it. Of events that nobody knows, and of what is not one event of
 * that name (a whole list, an event that says another name), it is what the envelope says.
 */
export function visibleFields(model: ContractModel): (event: string | undefined, raw: string) => VisibleEvent {
  const unknown = { isKnown: false, fields: fieldsOf(model.envelopes.flatMap(({ fields }) => fields)) };
  const events = new Map(
    model.events.map(({ name, versions }) => [
      name,
      { isKnown: true, fields: fieldsOf(versions.flatMap((version) => wireFields(model, version))) },
    ]),
  );
  return (event = '', raw) => {
    const known = events.get(event);
    if (!known) return unknown;
    return isOne(event, raw) ? known : { ...unknown, isKnown: true };
  };
}

/** Whether a text is one event that says this name, or none. */
function isOne(event: string, raw: string): boolean {
  try {
    const sent: unknown = JSON.parse(raw);
    if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return false;
    return !Object.hasOwn(sent, 'event') || (sent as { event?: unknown }).event === event;
  } catch {
    return false;
  }
}

/** A field is shown where every version that has it says so, at every depth: one name may have been another field once. */
function fieldsOf(fields: readonly Field[]): { readonly [name: string]: Visible } {
  const hidden = new Set(fields.filter(({ sensitivity }) => !SHOWN[sensitivity]).flatMap(namesOf));
  const types = new Map<string, LogicalType[]>();
  for (const field of fields)
    for (const name of namesOf(field)) if (!hidden.has(name)) types.set(name, [...(types.get(name) ?? []), field.type]);
  return Object.fromEntries([...types].map(([name, all]) => [name, visibleTypes(all)]));
}

function namesOf({ name, renamedFrom }: Field): string[] {
  return [name, ...renamedFrom];
}

/** What may be seen of a field that has had these types: structs and maps say what may be seen inside them. */
function visibleTypes(types: readonly LogicalType[]): Visible {
  const inner = types.map(elementType);
  const fields = inner.flatMap((type) => (type.kind === 'struct' ? type.fields : []));
  const values = inner.flatMap((type) => (type.kind === 'map' ? [type.value] : []));
  if (fields.length > 0) return fieldsOf(fields);
  if (values.length > 0) return { '*': visibleTypes(values) };
  return inner.every(({ kind }) => kind === 'json') ? 'all' : 'value';
}

function elementType(type: LogicalType): LogicalType {
  return type.kind === 'list' ? elementType(type.element) : type;
}
