import { writeJson } from '@sluice/contract';
import type { SchemaProblem } from '../types.js';

/** Thrown inside the compiler where a schema cannot be compiled; {@link compileSchema} returns its problem. */
export class SchemaFault extends Error {
  constructor(readonly problem: SchemaProblem) {
    super(problem.message);
  }
}

/** A keyword at `path` whose value is not what its draft asks for. */
export function badKeyword(path: string, keyword: string, expected: string, found: unknown): SchemaFault {
  return new SchemaFault({
    code: 'bad-keyword',
    path,
    message: `"${keyword}" at ${path || 'the root'} is ${brief(found)}; it has to be ${expected}.`,
    fix: `Make "${keyword}" ${expected}, or remove it.`,
  });
}

/** Something at `path` that stands where a schema belongs and is none. */
export function notASchema(path: string, found: unknown): SchemaFault {
  return new SchemaFault({
    code: 'not-a-schema',
    path,
    message: `${path || 'The root'} is ${brief(found)}; a schema is an object, true or false.`,
    fix: 'Write a schema there.',
  });
}

/** At most 40 characters of a value, as JSON. */
function brief(found: unknown): string {
  const text = writeJson(found) ?? 'nothing';
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
