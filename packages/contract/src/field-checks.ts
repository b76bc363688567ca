import { isDay } from './calendar.js';
import { ContractError } from './errors.js';
import { instanceProblem } from './instance.js';
import type { FieldBlock, JsonSchema } from './json.js';
import { columnPattern, fieldNamePattern, longestColumn } from './names.js';
import { reservedWords } from './reserved.js';
import { sensitivities } from './sensitivity.js';
import { parseVersion } from './versions.js';

/** One thing that can be wrong with a field: what is tested, and what is said when the test finds something. */
interface FieldCheck {
  readonly code: string;
  /** What is wrong, or undefined. */
  readonly find: (schema: JsonSchema, block: FieldBlock) => string | undefined;
  readonly fix: string;
}

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
      crossed(lowest(schema), highest(schema), isOpen(schema)) ||
      crossed(schema.minLength, schema.maxLength) ||
      crossed(schema.minItems, schema.maxItems)
        ? 'The lower bound is above the upper one: no value fits.'
        : undefined,
    fix: 'Swap or widen the bounds.',
  },
  {
    code: 'bad-count',
    find: (schema) =>
      counts.some((key) => schema[key] !== undefined && !isWhole(schema[key] as number, 0, Number.MAX_SAFE_INTEGER))
        ? 'A length or count is no whole number from 0.'
        : undefined,
    fix: 'Write a whole number, or leave the limit out.',
  },
  {
    code: 'bad-multiple',
    find: ({ multipleOf }) =>
      multipleOf !== undefined && !isWhole(multipleOf, 1, Number.MAX_SAFE_INTEGER)
        ? `multipleOf ${multipleOf} is no whole number from 1.`
        : undefined,
    fix: 'Write a whole number. For decimals use Decimal(precision, scale).',
  },
  {
    code: 'empty-struct',
    find: ({ properties }, { type }) =>
      type === 'struct' && Object.keys(properties ?? {}).length === 0
        ? 'An object without fields has no column type.'
        : undefined,
    fix: 'Name its fields, write Type.Record(Type.String(), …) for free keys, or Json() for anything.',
  },
  {
    code: 'default-value',
    find: (schema) => {
      const wrong = schema.default === undefined ? undefined : instanceProblem(schema, schema.default);
      return wrong && `The default ${JSON.stringify(schema.default)} is not a value of the field: ${wrong}.`;
    },
    fix: 'Correct the default: it is stored wherever an event does not carry the field.',
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
      column !== undefined &&
      !(columnPattern.test(column) && column.length <= longestColumn && !reservedWords.has(column))
        ? `"${column}" would need quotes in a warehouse.`
        : undefined,
    fix: `Use lower-case letters, digits and underscores, beginning with a letter, ${longestColumn} bytes at most, and no reserved word.`,
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

function isWhole(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}

function crossed(low: number | undefined, high: number | undefined, open = false): boolean {
  return low !== undefined && high !== undefined && (low > high || (open && low === high));
}

const counts = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'] as const;

function lowest({ minimum, exclusiveMinimum }: JsonSchema): number | undefined {
  const bounds = [minimum, exclusiveMinimum].filter((bound) => bound !== undefined);
  return bounds.length > 0 ? Math.max(...bounds) : undefined;
}

function highest({ maximum, exclusiveMaximum }: JsonSchema): number | undefined {
  const bounds = [maximum, exclusiveMaximum].filter((bound) => bound !== undefined);
  return bounds.length > 0 ? Math.min(...bounds) : undefined;
}

function isOpen(schema: JsonSchema): boolean {
  return schema.exclusiveMinimum === lowest(schema) || schema.exclusiveMaximum === highest(schema);
}

function regexProblem(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    return `The pattern ${JSON.stringify(pattern)} is not valid: ${(error as Error).message}.`;
  }
}
