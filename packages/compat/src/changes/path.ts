/**
 * One step from a value to a value inside it. A property that was renamed keeps its old wire name in `was`, so that a
 * witness can be written in the words of the old version.
 */
export type PathStep =
  | { readonly kind: 'property'; readonly name: string; readonly was?: string }
  | { readonly kind: 'element' }
  | { readonly kind: 'value' };

/** Where a change stands, from the root of the event. Never a string, so that nobody has to take one apart again. */
export type Path = readonly PathStep[];

const plainName = /^[A-Za-z_$][\w$]*$/;

const stepText: { [K in PathStep['kind']]: (step: Extract<PathStep, { kind: K }>) => string } = {
  property: ({ name }) => (plainName.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`),
  element: () => '[]',
  value: () => '.*',
};

/** The path for people: `amount`, `context.appVersion`, `lines[].price`, `labels.*`; the root is the empty string. */
export function formatPath(path: Path): string {
  return path
    .map((step) => (stepText[step.kind] as (step: PathStep) => string)(step))
    .join('')
    .replace(/^\./, '');
}

/** The step to a property of an object. */
export function property(name: string, was?: string): PathStep {
  return was === undefined || was === name ? { kind: 'property', name } : { kind: 'property', name, was };
}

/** The step to any element of a list. */
export const element: PathStep = { kind: 'element' };

/** The step to any value of a map. */
export const value: PathStep = { kind: 'value' };
