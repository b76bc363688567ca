import { type LogicalType, type Sensitivity, stricter, strictestIn } from '@sluice/contract';

export { isAtLeast, stricter, strictestIn } from '@sluice/contract';

/** The most personal of the columns of these names; public where there is none. */
export function strictestAmong(
  view: { readonly columns: readonly { name: string; type: LogicalType; sensitivity: Sensitivity }[] },
  names: readonly string[],
): Sensitivity {
  const among = view.columns.filter(({ name }) => names.includes(name));
  return among.map(({ type, sensitivity }) => strictestIn(type, sensitivity)).reduce(stricter, 'public');
}
