import type { JsonSchema, JsonValue } from '@sluice/contract';
import { blockOf } from '../changes/schema.js';
import type { AnySchema } from '../engine/types.js';
import { type Oracle, oracleOf, type Reason } from '../oracle/index.js';

const options = { assertFormat: true, allErrors: true } as const;

/**
 * Ajv as the oracle of a whole event, put together from one oracle for what the object itself demands and one for each
 * field: the conjunction of them is what the schema says. Versions of an event, and events of a contract, share most
 * fields, so that few of the oracles are new. Undefined where Ajv refuses a schema.
 */
export function eventOracle(schema: JsonSchema): Oracle | undefined {
  const { properties = {}, ...rest } = schema;
  if (!Object.keys(rest).every((keyword) => separable.has(keyword))) return oracleOf(schema as AnySchema, options);
  const declared = Object.fromEntries(Object.keys(properties).map((name) => [name, true]));
  const whole = oracleOf({ ...bare(rest), properties: declared } as AnySchema, options);
  const fields = Object.entries(properties).map(([name, field]) => [name, fieldOracle(field, schema)] as const);
  if (!whole || fields.some(([, oracle]) => !oracle)) return undefined;
  return conjunction(whole, new Map(fields as [string, Oracle][]));
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

function fieldOracle(field: JsonSchema, { $schema }: JsonSchema): Oracle | undefined {
  const { type, wire } = blockOf(field);
  const block = { ...(type !== undefined && { type }), ...(wire !== undefined && { wire }) };
  return oracleOf({ ...($schema && { $schema }), ...bare(field), 'x-sluice': block } as AnySchema, options);
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

function conjunction(whole: Oracle, fields: ReadonlyMap<string, Oracle>): Oracle {
  const present = (value: JsonValue) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value).filter(([name]) => fields.has(name))
      : [];
  return {
    accepts(value) {
      const verdicts = [
        whole.accepts(value),
        ...present(value).map(([name, member]) => (fields.get(name) as Oracle).accepts(member)),
      ];
      return verdicts.includes(false) ? false : verdicts.includes(undefined) ? undefined : true;
    },
    reasons: (value) => [
      ...whole.reasons(value),
      ...present(value).flatMap(([name, member]) => below(name, (fields.get(name) as Oracle).reasons(member))),
    ],
  };
}

function below(name: string, reasons: readonly Reason[]): Reason[] {
  return reasons.map((reason) => ({ ...reason, path: [name, ...reason.path] }));
}
