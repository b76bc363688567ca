import type { JsonValue } from '@sluice/contract';
import { Ajv, type AnySchema as AjvSchema, type ErrorObject, type Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Draft } from '../engine/compile/dialect.js';
import { judgedDraft, judgeSchema } from '../engine/judge-schema.js';
import type { AnySchema } from '../engine/types.js';

/** Which keyword of a schema turns a value down, where in the value, and how a validator says it. */
export interface Rejection {
  readonly keyword: string;
  /** Keys from the root of the value; for a missing or superfluous property it ends with its name. */
  readonly path: readonly string[];
  readonly message: string;
}

/** Says why a schema turns a value down; undefined where it cannot be said. */
export type ExplainRejection = (schema: AnySchema, value: JsonValue) => Rejection | undefined;

const classes: { readonly [D in Draft]: new (options: Options) => Pick<Ajv, keyof Ajv> } = {
  'draft-04': AjvDraft04.default,
  'draft-06': Ajv,
  'draft-07': Ajv,
  '2019-09': Ajv2019,
  '2020-12': Ajv2020,
  undeclared: Ajv2020,
};

/** Asks Ajv, as the schema's own draft. It has no say in the verdict, only in the words: what it cannot read is undefined. */
export const explainRejection: ExplainRejection = (schema, value) => {
  const draft = judgedDraft(schema);
  if (!draft) return undefined;
  try {
    const ajv = new classes[draft](options) as Ajv;
    addFormats.default(ajv);
    const validate = ajv.compile(judgeSchema(schema, draft) as AjvSchema);
    const errors = validate(value) === true ? [] : (validate.errors ?? []);
    const [first] = withoutBranches(errors);
    return first && rejectionOf(first);
  } catch {
    return undefined;
  }
};

const options: Options = {
  strict: false,
  ownProperties: true,
  unicodeRegExp: false,
  allErrors: true,
  logger: false,
  code: { optimize: false },
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
