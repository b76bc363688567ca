import type { Digits } from './digits.js';
import { below, cut, show } from './show.js';
import type { AjvError, AjvFunction } from './table.js';
import type { EventError } from './types.js';

/** Codes of keywords whose name in kebab-case is not the code that other checks give. */
const CODES: { readonly [keyword: string]: string } = {
  const: 'enum',
  additionalProperties: 'unknown-property',
  'false schema': 'not-allowed',
};

/** Keywords whose errors are about a property, not about the value that has it. */
const ABOUT_PROPERTIES: readonly string[] = ['required', 'additionalProperties', 'dependencies', 'propertyNames'];

/** What Ajv finds wrong with a value that stands at `path`. */
export function ajvErrors(check: AjvFunction, value: unknown, path: string, digits?: Digits): EventError[] {
  if (check(value)) return [];
  return (check.errors ?? []).map((error) => ({
    code: Object.hasOwn(CODES, error.keyword) ? (CODES[error.keyword] as string) : kebab(error.keyword),
    path: placeOf(error, path),
    message: messageOf(error, value, digits?.(path + error.instancePath)),
  }));
}

function kebab(keyword: string): string {
  return keyword.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Of properties that are missing or not allowed, Ajv gives the object's place. */
function placeOf({ instancePath, params }: AjvError, path: string): string {
  const property = params.missingProperty ?? params.additionalProperty;
  return property === undefined ? path + instancePath : below(path + instancePath, property);
}

function messageOf(
  { message = 'must match', instancePath, keyword }: AjvError,
  value: unknown,
  sent: string | undefined,
): string {
  const sentence = message.replace(/^must/, 'Must').replace('NOT', 'not');
  if (ABOUT_PROPERTIES.includes(keyword)) return `${sentence}.`;
  return `${sentence}, found ${sent === undefined ? show(instancePath === '' ? value : at(value, instancePath)) : cut(sent)}.`;
}

function at(value: unknown, pointer: string): unknown {
  const steps = pointer.slice(1).split('/');
  return steps.reduce<unknown>((inner, step) => {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    return (inner as { [key: string]: unknown })[key];
  }, value);
}
