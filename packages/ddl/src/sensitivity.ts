import type { LogicalType, Sensitivity } from '@sluice/contract';

/** From nobody to secrets. */
const order: readonly Sensitivity[] = ['public', 'internal', 'pseudonymous', 'personal', 'secret'];

/** Whether the first is as personal as the second, or more. */
export function isAtLeast(sensitivity: Sensitivity, other: Sensitivity): boolean {
  return order.indexOf(sensitivity) >= order.indexOf(other);
}

/** The more personal of two. */
export function stricter(a: Sensitivity, b: Sensitivity): Sensitivity {
  return isAtLeast(a, b) ? a : b;
}

/** How personal a value of this type is as a whole: what its field says, or what stands inside it, whichever is more. */
export function strictestIn(type: LogicalType, own: Sensitivity): Sensitivity {
  if (type.kind === 'list') return strictestIn(type.element, own);
  if (type.kind === 'map') return strictestIn(type.value, own);
  if (type.kind !== 'struct') return own;
  return type.fields.reduce((strictest, field) => stricter(strictest, strictestIn(field.type, field.sensitivity)), own);
}

/** The most personal of the columns of these names; public where there is none. */
export function strictestAmong(
  view: { readonly columns: readonly { name: string; type: LogicalType; sensitivity: Sensitivity }[] },
  names: readonly string[],
): Sensitivity {
  const among = view.columns.filter(({ name }) => names.includes(name));
  return among.map(({ type, sensitivity }) => strictestIn(type, sensitivity)).reduce(stricter, 'public');
}
