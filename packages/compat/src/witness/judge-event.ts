import type { JsonSchema, JsonValue } from '@sluice/contract';
import { blockOf } from '../changes/schema.js';
import type { AnySchema } from '../engine/types.js';
import { type Judge, judgeOf, type Reason } from '../judge/index.js';

const options = { assertFormat: true, allErrors: true } as const;

/**
 * Ajv as the judge of a whole event, put together from one judge for what the object itself demands and one for each
 * field: the conjunction of them is what the schema says. Versions of an event, and events of a contract, share most
 * fields, so that few of the judges are new. Undefined where Ajv refuses a schema.
 */
export function judgeEvent(schema: JsonSchema): Judge | undefined {
  const { properties = {}, ...rest } = schema;
  if (!Object.keys(rest).every((keyword) => separable.has(keyword))) return judgeOf(schema as AnySchema, options);
  const declared = Object.fromEntries(Object.keys(properties).map((name) => [name, true]));
  const whole = judgeOf({ ...bare(rest), properties: declared } as AnySchema, options);
  const fields = Object.entries(properties).map(([name, field]) => [name, judgeField(field, schema)] as const);
  if (!whole || fields.some(([, judge]) => !judge)) return undefined;
  return conjunction(whole, new Map(fields as [string, Judge][]));
}

/** The keywords of a published document's root: none of them looks into the value of a declared property. */
const separable: ReadonlySet<string> = new Set([
  '$schema',
  'title',
  'description',
  'examples',
  'type',
  'required',
  'additionalProperties',
  'x-sluice',
]);

function judgeField(field: JsonSchema, { $schema }: JsonSchema): Judge | undefined {
  const { type, wire } = blockOf(field);
  const block = { ...(type !== undefined && { type }), ...(wire !== undefined && { wire }) };
  return judgeOf({ ...($schema && { $schema }), ...bare(field), 'x-sluice': block } as AnySchema, options);
}

/** Without what describes: the same field is then the same text in every version. */
function bare({
  title: _title,
  description: _description,
  examples: _examples,
  default: _default,
  ...rest
}: JsonSchema) {
  const { 'x-sluice': _block, ...kept } = rest;
  return kept;
}

function conjunction(whole: Judge, fields: ReadonlyMap<string, Judge>): Judge {
  const present = (value: JsonValue) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value).filter(([name]) => fields.has(name))
      : [];
  return {
    accepts(value) {
      const verdicts = [
        whole.accepts(value),
        ...present(value).map(([name, member]) => (fields.get(name) as Judge).accepts(member)),
      ];
      return verdicts.includes(false) ? false : verdicts.includes(undefined) ? undefined : true;
    },
    reasons: (value) => [
      ...whole.reasons(value),
      ...present(value).flatMap(([name, member]) => below(name, (fields.get(name) as Judge).reasons(member))),
    ],
  };
}

function below(name: string, reasons: readonly Reason[]): Reason[] {
  return reasons.map((reason) => ({ ...reason, path: [name, ...reason.path] }));
}
