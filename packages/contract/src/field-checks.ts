import { ContractError } from './errors.js';
import type { FieldBlock, JsonSchema } from './json.js';
import { columnPattern, fieldNamePattern } from './names.js';
import { parseVersion } from './versions.js';

/** One thing that can be wrong with a field: what is tested, and what is said when the test finds something. */
interface FieldCheck {
  readonly code: string;
  /** What is wrong, or undefined. */
  readonly find: (schema: JsonSchema, block: FieldBlock) => string | undefined;
  readonly fix: string;
}

const sensitivities = ['public', 'internal', 'pseudonymous', 'personal', 'secret'];

const checks: readonly FieldCheck[] = [
  {
    code: 'decimal-size',
    find: (_, { type, precision = 0, scale = 0 }) =>
      type === 'decimal' && !(isWhole(precision, 1, 38) && isWhole(scale, 0, precision))
        ? `Decimal(${precision}, ${scale}) does not exist in a warehouse.`
        : undefined,
    fix: 'Use a precision from 1 to 38 and a scale from 0 to the precision.',
  },
  {
    code: 'enum-values',
    find: ({ enum: values }) =>
      values &&
      (values.length === 0 || new Set(values).size < values.length || values.some((value) => typeof value !== 'string'))
        ? `The values ${JSON.stringify(values)} are not a list of different texts.`
        : undefined,
    fix: 'List each value once, at least one, all of them texts.',
  },
  {
    code: 'empty-range',
    find: (schema) =>
      crossed(schema.minimum, schema.maximum) ||
      crossed(schema.minLength, schema.maxLength) ||
      crossed(schema.minItems, schema.maxItems)
        ? 'The lower bound is above the upper one: no value fits.'
        : undefined,
    fix: 'Swap or widen the bounds.',
  },
  {
    code: 'bad-pattern',
    find: ({ pattern }) => (pattern === undefined ? undefined : regexProblem(pattern)),
    fix: 'Write an ECMAScript regular expression that is valid with the "u" flag.',
  },
  {
    code: 'renamed-from',
    find: (_, { renamedFrom }) =>
      renamedFrom && !(Array.isArray(renamedFrom) && renamedFrom.every((name) => fieldNamePattern.test(name)))
        ? `renamedFrom ${JSON.stringify(renamedFrom)} is not a list of field names.`
        : undefined,
    fix: "Write the old names as sent on the wire: renamedFrom: ['oldName'].",
  },
  {
    code: 'sensitivity',
    find: (_, { sensitivity }) =>
      sensitivity !== undefined && !sensitivities.includes(sensitivity)
        ? `"${sensitivity}" is not a sensitivity.`
        : undefined,
    fix: `Use one of ${sensitivities.join(', ')}.`,
  },
  {
    code: 'column-name',
    find: (_, { column }) =>
      column !== undefined && !(columnPattern.test(column) && column.length <= 127)
        ? `"${column}" would need quotes in a warehouse.`
        : undefined,
    fix: 'Use lower-case letters, digits and underscores, beginning with a letter, 127 bytes at most.',
  },
  {
    code: 'deprecation',
    find: (_, { deprecated }) => deprecationProblem(deprecated),
    fix: "Write deprecated: { since: '1.2', replacedBy: 'newName', removeAfter: '2027-06-30' }.",
  },
];

/** Runs every check on one field schema and on what is nested in it; throws the first problem as a ContractError. */
export function checkField(schema: JsonSchema, path: string): void {
  for (const check of checks) {
    const message = check.find(schema, schema['x-sluice'] ?? {});
    if (message) throw new ContractError({ code: check.code, path, message, fix: check.fix });
  }
  for (const [name, nested] of Object.entries(schema.properties ?? {}))
    checkField(nested, `${path}.properties.${name}`);
  if (schema.items) checkField(schema.items, `${path}.items`);
  if (typeof schema.additionalProperties === 'object')
    checkField(schema.additionalProperties, `${path}.additionalProperties`);
}

/** What is wrong with a `deprecated` annotation (of a field or of an event), or undefined. */
export function deprecationProblem(deprecated: unknown): string | undefined {
  if (deprecated === undefined) return undefined;
  const { since, removeAfter } = (deprecated ?? {}) as { since?: unknown; removeAfter?: unknown };
  if (typeof since !== 'string' || !parseVersion(since)) return 'deprecated.since is not a version.';
  if (typeof removeAfter !== 'string' || !isDay(removeAfter))
    return 'deprecated.removeAfter is not a day (YYYY-MM-DD).';
  return undefined;
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isWhole(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}

function crossed(low: number | undefined, high: number | undefined): boolean {
  return low !== undefined && high !== undefined && low > high;
}

function regexProblem(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    return `The pattern ${JSON.stringify(pattern)} is not valid: ${(error as Error).message}.`;
  }
}
