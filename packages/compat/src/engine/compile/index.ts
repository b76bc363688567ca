import type { Formula } from '../formula.js';
import type { AnySchema, SchemaProblem } from '../types.js';
import type { Universe } from '../universe.js';
import { Compiler } from './compiler.js';
import { readDocument } from './document.js';
import { notASchema, SchemaFault } from './fault.js';
import { placeAt } from './place.js';
import { isRecord } from './pointer.js';
import type { Mode } from './site.js';

export { assertedFormats } from './strings.js';

/** How a schema is read. */
export interface CompileSchemaOptions {
  /** Names the schema within its universe: prefix of its references and of the paths of what cannot be decided. */
  readonly name: string;
  /** Whether `format` is an assertion, for the formats of {@link assertedFormats}. */
  readonly assertFormat: boolean;
  /** `strict`: as written. `writer`: its objects closed, `reader`: open, where they stand in a positive position. */
  readonly policy: 'strict' | 'writer' | 'reader';
}

const modes: { readonly [P in CompileSchemaOptions['policy']]: Mode } = {
  strict: 'written',
  writer: 'closed',
  reader: 'open',
};

/**
 * The set of values that a schema of any draft from 04 to 2020-12 accepts, or what is wrong with the schema. Only what
 * the root can lead to is compiled. A universe takes each name once.
 */
export function compileSchema(
  universe: Universe,
  schema: AnySchema,
  { name, assertFormat, policy }: CompileSchemaOptions,
): { readonly formula: Formula } | { readonly problem: SchemaProblem } {
  try {
    if (typeof schema !== 'boolean' && !isRecord(schema)) throw notASchema('', schema);
    const document = readDocument(schema);
    const compiler = new Compiler(universe, document, name, assertFormat);
    return { formula: compiler.value(placeAt(document, '', []), modes[policy]) };
  } catch (fault) {
    if (fault instanceof SchemaFault) return { problem: fault.problem };
    throw fault;
  }
}
