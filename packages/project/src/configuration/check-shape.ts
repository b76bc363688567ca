import { nearest } from '@sluice/contract';
import { clashes, clashWithBuiltIn } from './clashes.js';
import { formats } from './formats.js';
import type { ConfigProblem, Shape } from './shape.js';

/** A value in a configuration, and what is known of its place. */
interface Spot {
  readonly value: unknown;
  /** `collector.keys[0]`. */
  readonly path: string;
  /** The last key on the path. */
  readonly key: string;
  readonly secret: boolean;
}

/** Everything that is wrong with a value, at every depth. A key that the shape does not know is wrong: it would be ignored. */
export function shapeProblems(value: unknown, shape: Shape, path = ''): ConfigProblem[] {
  return problemsAt({ value, path, key: path, secret: false }, shape);
}

function problemsAt(spot: Spot, shape: Shape): ConfigProblem[] {
  const inside = shape.secret === true ? { ...spot, secret: true } : spot;
  if (shape.anyOf) return unionProblems(inside, shape.anyOf);
  if ('const' in shape) return inside.value === shape.const ? [] : [wrong(inside, literal(shape.const))];
  const kind = kindOf(inside.value);
  if (!fits(kind, shape)) return [wrong(inside, wantedBy(shape))];
  if (kind === 'array') return itemProblems(inside, shape);
  if (kind === 'object' && shape.own === true) return ownProblems(inside, shape);
  if (kind === 'object') return shape.patternProperties ? recordProblems(inside, shape) : memberProblems(inside, shape);
  return valueProblems(inside, shape);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return value === null || value instanceof Promise ? 'other' : typeof value;
}

function fits(kind: string, { type }: Shape): boolean {
  return kind === type || (kind === 'number' && type === 'integer');
}

/** Of several shapes, the one that is meant: told by its `kind`, else by the type of the value. */
function unionProblems(spot: Spot, shapes: readonly Shape[]): ConfigProblem[] {
  const own = shapes.find((shape) => shape.own === true && isMeant(spot.value, shape));
  if (own) return problemsAt(spot, own);
  const kinds = shapes.filter((shape) => shape.own !== true).map((shape) => shape.properties?.kind?.const);
  if (kinds.every((kind) => kind !== undefined)) return kindProblems(spot, shapes, kinds);
  if (shapes.some((shape) => 'const' in shape && shape.const === spot.value)) return [];
  const meant = shapes.find((shape) => !('const' in shape) && fits(kindOf(spot.value), shape));
  if (meant) return problemsAt(spot, meant);
  const values = shapes.map((shape) => ('const' in shape ? literal(shape.const) : wantedBy(shape)));
  const guess = guessOf(spot.value, shapes);
  return [wrong(spot, values.length > 2 ? `one of ${values.join(', ')}` : values.join(' or '), guess)];
}

/** Whether somebody made the object to do one of the things that are asked for. */
function isMeant(value: unknown, { properties = {} }: Shape): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const given = value as { readonly [key: string]: unknown };
  return Object.entries(properties).some(([key, { type }]) => type === 'function' && typeof given[key] === 'function');
}

/** Members may be inherited, as those of an instance of a class are. */
function ownProblems(spot: Spot, { properties = {}, required = [] }: Shape): ConfigProblem[] {
  const given = spot.value as { readonly [key: string]: unknown };
  return Object.entries(properties).flatMap(([key, shape]) => {
    const [value, path] = [given[key], below(spot.path, key)];
    if (value !== undefined) return problemsAt({ ...spot, value, path, key }, shape);
    return required.includes(key) ? [{ path, message: 'is missing' }] : [];
  });
}

function guessOf(value: unknown, shapes: readonly Shape[]): string | undefined {
  const texts = shapes.flatMap(({ const: constant }) => (typeof constant === 'string' ? [constant] : []));
  const guess = typeof value === 'string' ? nearest(value, texts) : undefined;
  return guess === undefined ? undefined : literal(guess);
}

function kindProblems(spot: Spot, shapes: readonly Shape[], kinds: readonly unknown[]): ConfigProblem[] {
  const given = (spot.value as { readonly kind?: unknown } | null | undefined)?.kind;
  const at = kinds.indexOf(given);
  if (at !== -1) return problemsAt(spot, shapes[at] as Shape);
  if (kindOf(spot.value) !== 'object') return [wrong(spot, `an object like { kind: ${literal(kinds[0])}, … }`)];
  const guess = guessOf(
    given,
    kinds.map((kind) => ({ const: kind })),
  );
  const hint = guess === undefined ? '' : `; did you mean ${guess}?`;
  return [{ path: `${spot.path}.kind`, message: `must be one of ${kinds.map(literal).join(', ')}${hint}` }];
}

function itemProblems(spot: Spot, { items = {}, distinct = [] }: Shape): ConfigProblem[] {
  const values = spot.value as readonly unknown[];
  const inside = values.flatMap((value, index) =>
    problemsAt({ ...spot, value, path: `${spot.path}[${index}]` }, items),
  );
  return inside.length > 0 ? inside : distinct.flatMap((member) => clashes(values, member, spot.path));
}

function recordProblems(spot: Spot, { patternProperties = {}, wantedKey }: Shape): ConfigProblem[] {
  const [[pattern, shape] = ['', {}]] = Object.entries(patternProperties);
  return Object.entries(spot.value as object).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const path = below(spot.path, key);
    if (!new RegExp(pattern).test(key)) return [{ path, message: `must have ${wantedKey ?? 'another name'}` }];
    return problemsAt({ ...spot, value, path, key }, shape);
  });
}

function memberProblems(spot: Spot, shape: Shape): ConfigProblem[] {
  const { properties = {}, required = [], exactlyOne, otherwise = '' } = shape;
  const given = Object.entries(spot.value as object).filter(([, value]) => value !== undefined);
  const names = given.map(([key]) => key);
  const missing = required
    .filter((key) => !names.includes(key))
    .map((key) => ({ path: below(spot.path, key), message: 'is missing' }));
  const ones = exactlyOne?.filter((key) => names.includes(key)).length ?? 1;
  const inside = given.flatMap(([key, value]) => {
    const path = below(spot.path, key);
    const member = Object.hasOwn(properties, key) ? properties[key] : undefined;
    return member
      ? problemsAt({ ...spot, value, path, key }, member)
      : [unknownKey(path, key, Object.keys(properties))];
  });
  return [...missing, ...inside, ...(ones === 1 ? [] : [{ path: spot.path, message: otherwise }])];
}

/** What people call a key elsewhere. */
const synonyms: { readonly [key: string]: string } = {
  bucket: 'lakeUri',
  lake: 'lakeUri',
  s3: 'lakeUri',
  output: 'generated',
  outDir: 'generated',
  generators: 'targets',
  definitions: 'schemas',
  dataset: 'database',
  type: 'kind',
  queue: 'queueUrl',
  serde: 'rawSerde',
  topic: 'stream',
};

function unknownKey(path: string, key: string, known: readonly string[]): ConfigProblem {
  const word = Object.hasOwn(synonyms, key) ? synonyms[key] : undefined;
  const guess = word !== undefined && known.includes(word) ? word : nearest(key, known);
  const list = `known are ${known.join(', ')}`;
  const hint = guess === undefined ? list : `did you mean ${guess}? K${list.slice(1)}`;
  return { path, message: `is not known here; ${hint}` };
}

function valueProblems(spot: Spot, shape: Shape): ConfigProblem[] {
  const { value, key } = spot;
  if (typeof value === 'string') {
    const problem = shape.format === undefined ? undefined : formats[shape.format]?.(value, key);
    if (problem !== undefined)
      return [{ path: spot.path, message: spot.secret ? problem.replace(/, found .*$/, '') : problem }];
    if (shape.pattern !== undefined && !new RegExp(shape.pattern).test(value)) return [wrong(spot, wantedBy(shape))];
    const clash = clashWithBuiltIn(value, shape);
    return clash === undefined ? [] : [{ path: spot.path, message: clash }];
  }
  return typeof value !== 'number' || isWithin(value, shape) ? [] : [wrong(spot, wantedBy(shape))];
}

function isWithin(
  value: number,
  { type, minimum = -Infinity, maximum = Infinity, exclusiveMinimum = -Infinity }: Shape,
): boolean {
  if (!Number.isFinite(value) || (type === 'integer' && !Number.isInteger(value))) return false;
  return value >= minimum && value <= maximum && value > exclusiveMinimum;
}

const words: { readonly [type: string]: string } = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  boolean: 'true or false',
  number: 'a number',
  integer: 'a whole number',
  function: 'a function',
};

function wantedBy(shape: Shape): string {
  if (shape.wanted !== undefined) return shape.wanted;
  const { type = '', minimum, maximum } = shape;
  return `${words[type] ?? 'another value'}${minimum === undefined ? '' : ` from ${minimum}`}${maximum === undefined ? '' : ` to ${maximum}`}`;
}

function wrong({ value, path, secret }: Spot, wanted: string, guess?: string): ConfigProblem {
  const hint = guess === undefined ? '' : `; did you mean ${guess}?`;
  return { path, message: `must be ${wanted}, found ${shown(value, secret)}${hint}` };
}

/** Of what may be a secret, never more than its kind. */
function shown(value: unknown, secret: boolean): string {
  if (typeof value === 'string')
    return value === '' ? 'an empty text' : secret ? 'another text' : JSON.stringify(value.slice(0, 80));
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'function') return 'a function: call it';
  if (value instanceof Promise) return 'a promise: await it';
  return value === null || typeof value !== 'object' ? String(value) : 'an object';
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function below(path: string, key: string): string {
  const step = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  return path === '' ? step.replace(/^\./, '') : `${path}${step}`;
}
