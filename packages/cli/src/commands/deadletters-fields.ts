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

/** What may be seen of the events of each name, in any version; and of events that nobody knows: what the envelope says. */
export function visibleFields(model: ContractModel): (event: string | undefined) => Visible {
  const envelope = fieldsOf(model.envelopes.flatMap(({ fields }) => fields));
  const events = new Map(
    model.events.map(({ name, versions }) => [
      name,
      fieldsOf(versions.flatMap((version) => wireFields(model, version))),
    ]),
  );
  return (event) => events.get(event ?? '') ?? envelope;
}

/** A field is shown where every version that has it says so: one name may have been another field once. */
function fieldsOf(fields: readonly Field[]): { readonly [name: string]: Visible } {
  const hidden = new Set(fields.filter(({ sensitivity }) => !SHOWN[sensitivity]).flatMap(namesOf));
  const shown = fields.flatMap((field) =>
    namesOf(field)
      .filter((name) => !hidden.has(name))
      .map((name) => [name, visibleType(field.type)] as const),
  );
  return Object.fromEntries(shown);
}

function namesOf({ name, renamedFrom }: Field): string[] {
  return [name, ...renamedFrom];
}

/** Structs say what may be seen inside them. */
function visibleType(type: LogicalType): Visible {
  if (type.kind === 'struct') return fieldsOf(type.fields);
  return type.kind === 'list' ? visibleType(type.element) : true;
}
