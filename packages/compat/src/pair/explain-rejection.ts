import type { JsonValue } from '@sluice/contract';
import type { AnySchema as AjvSchema, ErrorObject } from 'ajv';
import { judgedDraft, judgeSchema } from '../engine/judge-schema.js';
import type { AnySchema } from '../engine/types.js';
import { ajvOf, formatsPlugin } from '../judge/ajv-of.js';

/** Which keyword of a schema turns a value down, where in the value, and how a validator says it. */
export interface Rejection {
  readonly keyword: string;
  /** Keys from the root of the value; for a missing or superfluous property it ends with its name. */
  readonly path: readonly string[];
  readonly message: string;
}

/** Says why a schema turns a value down; undefined where it cannot be said. */
export type ExplainRejection = (schema: AnySchema, value: JsonValue) => Rejection | undefined;

/** Asks Ajv, as the schema's own draft. It has no say in the verdict, only in the words: what it cannot read is undefined. */
export const explainRejection: ExplainRejection = (schema, value) => {
  const draft = judgedDraft(schema);
  if (!draft) return undefined;
  try {
    const ajv = ajvOf(draft, { unicodeRegExp: false, allErrors: true });
    formatsPlugin()(ajv);
    const validate = ajv.compile(judgeSchema(schema, draft) as AjvSchema);
    const errors = validate(value) === true ? [] : (validate.errors ?? []);
    const [first] = withoutBranches(errors);
    return first && rejectionOf(first);
  } catch {
    return undefined;
  }
};

const unions: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'contains', 'if']);

/** A union fails after its branches have said why each of them does: what they said is no reason by itself. */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  return errors.filter(
    (error, at) =>
      !errors
        .slice(at + 1)
        .some(
          (later) => unions.has(later.keyword) && later !== error && error.instancePath.startsWith(later.instancePath),
        ),
  );
}

function rejectionOf({ instancePath, keyword, params, message }: ErrorObject): Rejection {
  const named = params as { readonly [name: string]: string | undefined };
  const tail = named.missingProperty ?? named.additionalProperty ?? named.unevaluatedProperty ?? named.propertyName;
  const steps = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return { keyword, path: [...steps, ...(tail === undefined ? [] : [tail])], message: message ?? keyword };
}
