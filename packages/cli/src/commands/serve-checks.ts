/** Something wrong with a configuration: where, what was found, what is allowed. */
export interface ConfigProblem {
  /** `keys[0].sha256`. */
  readonly path: string;
  readonly message: string;
}

/** What a value of the configuration may be: adds what is wrong with it. */
export type Check = (value: unknown, path: string, problems: ConfigProblem[]) => void;

/** A check that says in words what it wants. */
export function that(holds: (value: unknown) => boolean, wanted: string): Check {
  return (value, path, problems) => {
    if (!holds(value)) problems.push({ path, message: `must be ${wanted}, found ${shown(value)}` });
  };
}

/** A text that is not empty. */
export const text = that((value) => typeof value === 'string' && value.trim() !== '', 'a text');

/** true or false. */
export const flag = that((value) => typeof value === 'boolean', 'true or false');

/** A whole number within bounds. */
export function whole(least: number, most: number): Check {
  const holds = (value: unknown) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
  return that(holds, `a whole number from ${least} to ${most}`);
}

/** A number above 0. */
export const positive = that((value) => typeof value === 'number' && value > 0 && value < Infinity, 'a number above 0');

/** A number of 1 or more. */
export const atLeastOne = that(
  (value) => typeof value === 'number' && value >= 1 && value < Infinity,
  'a number from 1',
);

/** One of some texts. */
export function oneOf(...values: readonly string[]): Check {
  return that((value) => values.includes(value as string), `one of ${values.join(', ')}`);
}

/** Either of two. */
export function either(holds: (value: unknown) => boolean, otherwise: Check): Check {
  return (value, path, problems) => {
    if (!holds(value)) otherwise(value, path, problems);
  };
}

/** A list of such values. */
export function listOf(check: Check): Check {
  return (value, path, problems) => {
    if (!Array.isArray(value)) problems.push({ path, message: `must be a list, found ${shown(value)}` });
    else for (const [index, item] of value.entries()) check(item, `${path}[${index}]`, problems);
  };
}

/** An object with these keys, of which some must be there. What has no check is refused: it would be ignored. */
export function object(checks: { readonly [key: string]: Check }, required: readonly string[] = []): Check {
  return (value, path, problems) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      problems.push({ path, message: `must be an object, found ${shown(value)}` });
      return;
    }
    for (const key of required.filter((name) => !(name in value))) {
      problems.push({ path: below(path, key), message: 'is missing' });
    }
    for (const [key, inner] of Object.entries(value)) {
      const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
      const known = Object.keys(checks).join(', ');
      if (!check) problems.push({ path: below(path, key), message: `is not known here; known are ${known}` });
      else if (inner !== undefined) check(inner, below(path, key), problems);
    }
  };
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** Never more of a value than its kind, where it may be a secret that stands in the wrong place. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'another text';
  return Array.isArray(value) ? 'a list' : value === null || typeof value !== 'object' ? String(value) : 'an object';
}
