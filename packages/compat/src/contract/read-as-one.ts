import type { LogicalType } from '@sluice/contract';

const texts: ReadonlySet<string> = new Set(['string', 'enum', 'uuid']);
const integers: ReadonlySet<string> = new Set(['int32', 'int64']);

/** Whether values of both types fit one column without loss: the same type, two texts or two integers. */
export function readAsOne(before: LogicalType, after: LogicalType): boolean {
  const both = (kinds: ReadonlySet<string>) => kinds.has(before.kind) && kinds.has(after.kind);
  if (both(texts) || both(integers)) return true;
  if (before.kind === 'decimal' && after.kind === 'decimal') {
    return before.precision === after.precision && before.scale === after.scale;
  }
  if (before.kind === 'list' && after.kind === 'list') return readAsOne(before.element, after.element);
  if (before.kind === 'map' && after.kind === 'map') return readAsOne(before.value, after.value);
  return before.kind === after.kind;
}
