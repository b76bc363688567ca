import { ExactNumber } from '@sluice/contract';

/** A step of a JSON pointer: a key or a position. */
export type Step = string | number;

/** The pointer to what stands below `pointer` at these steps. */
export function below(pointer: string, ...steps: readonly Step[]): string {
  return [pointer, ...steps.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}

/** The steps of a JSON pointer. */
export function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What stands at these steps; undefined where nothing does. Only own properties count. */
export function valueAt(root: unknown, steps: readonly Step[]): unknown {
  let value = root;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as { [key: Step]: unknown })[step];
  }
  return value;
}

/** Whether a value is an object that is not a list. */
export function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}
