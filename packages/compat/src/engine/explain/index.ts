import type { JsonValue } from '@sluice/contract';
import { Compiler } from '../compile/compiler.js';
import { readDocument } from '../compile/document.js';
import { placeAt } from '../compile/place.js';
import { isRecord } from '../compile/pointer.js';
import type { AnySchema } from '../types.js';
import { Universe } from '../universe.js';
import { Explainer } from './explainer.js';
import type { Explanation } from './spot.js';

export type { Explanation } from './spot.js';

/**
 * Why one schema refuses a value that another accepts. A union is entered by the branch that a constant names, that the
 * value belongs to in the accepting schema, or that comes closest; the union itself is to blame where none is.
 */
export function explainRefusal(
  refusing: AnySchema,
  accepting: AnySchema,
  value: JsonValue,
  assertFormat: boolean,
): Explanation | undefined {
  const [own, other] = [refusing, accepting].map((schema, index) => {
    if (typeof schema !== 'boolean' && !isRecord(schema)) return undefined;
    const document = readDocument(schema);
    const compiler = new Compiler(new Universe(), document, String(index), assertFormat);
    return { compiler, place: placeAt(document, '', []) };
  });
  return own && new Explainer().explain({ ...own, value, path: [], at: [], ...(other && { other }) });
}
