import type { ContractModel, Field, LogicalType } from '@sluice/contract';
import type { Sensitivity, SensitivityOf } from '@sluice/ingest';

/** From harmless to not: where several marks meet, the last in this order counts. */
const ORDER: readonly Sensitivity[] = ['public', 'internal', 'pseudonymous', 'personal', 'secret'];

type Marks = Map<string, Sensitivity>;

/** The marks of a contract's fields: over all versions the strictest, and never milder than that of the struct around it. */
export function sensitivities(model: ContractModel): SensitivityOf {
  const envelope = model.envelopes.flatMap(({ fields }) => fields);
  const byEvent = new Map(
    model.events.map((family): [string, Marks] => {
      const marks: Marks = new Map([['', 'internal']]);
      const fields = [...envelope, ...family.versions.flatMap((version) => version.fields)];
      for (const field of fields) markField(marks, '', field, 'public');
      return [family.name, marks];
    }),
  );
  return (event, path) => byEvent.get(event)?.get(path);
}

function markField(marks: Marks, parent: string, field: Field, around: Sensitivity): void {
  const mark = stricter(field.sensitivity, around);
  for (const name of [field.name, ...field.renamedFrom])
    markType(marks, `${parent}/${escaped(name)}`, field.type, mark);
}

function markType(marks: Marks, path: string, type: LogicalType, mark: Sensitivity): void {
  marks.set(path, stricter(mark, marks.get(path) ?? 'public'));
  if (type.kind === 'struct') for (const field of type.fields) markField(marks, path, field, mark);
  if (type.kind === 'list') markType(marks, `${path}/*`, type.element, mark);
}

function stricter(a: Sensitivity, b: Sensitivity): Sensitivity {
  return ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
}

/** One step of a JSON pointer (RFC 6901). */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
