import type { ErrorObject } from 'ajv';
import { stepsOf } from '../engine/compile/pointer.js';

/** One reason why a value is turned down: the keyword, and the keys that lead from the root to the offending value. */
export interface Reason {
  readonly keyword: string;
  /** For a missing or a superfluous property the path ends with its name, although it (or its place) is not there. */
  readonly path: readonly string[];
  readonly message: string;
}

/** What Ajv found wrong, without what the branches of a union said each: the union itself is the reason. */
export function reasonsOf(errors: readonly ErrorObject[]): Reason[] {
  return errors.filter((error, at) => !errors.slice(at + 1).some((later) => explains(later, error))).map(reasonOf);
}

const unions: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'contains', 'if']);

/** A union fails after its branches have said why each of them does. */
function explains(union: ErrorObject, { instancePath }: ErrorObject): boolean {
  return unions.has(union.keyword) && instancePath.startsWith(union.instancePath);
}

function reasonOf({ instancePath, keyword, params, message }: ErrorObject): Reason {
  const named = params as { readonly [name: string]: string | undefined };
  const tail = named.missingProperty ?? named.additionalProperty ?? named.unevaluatedProperty ?? named.propertyName;
  const path = [...stepsOf(instancePath), ...(tail === undefined ? [] : [tail])];
  return { keyword, path, message: message ?? keyword };
}
