import type { LogicalKind, LogicalOf, LogicalType } from '@sluice/contract';
import type { ValueNode } from './table.js';

type Implied<K extends LogicalKind> = (node: ValueNode, type: LogicalOf<K>) => ValueNode;

const INT64_PATTERN = '^-?(0|[1-9]\\d{0,18})$';

/** As the definition API writes it: what the run time's own check of a decimal says already. */
function decimalPattern(whole: number, scale: number): string {
  const digits = whole > 0 ? `(0|[1-9]\\d{0,${whole - 1}})` : '0';
  return `^-?${digits}${scale > 0 ? `(\\.\\d{1,${scale}})?` : ''}$`;
}

function without(node: ValueNode, key: keyof ValueNode, value: unknown): ValueNode {
  if (node[key] !== value) return node;
  const { [key]: _, ...others } = node;
  return others;
}

function decimal(node: ValueNode, { precision, scale }: LogicalOf<'decimal'>): ValueNode {
  const whole = precision - scale;
  const limit = Number(`${'9'.repeat(whole) || '0'}${scale > 0 ? `.${'9'.repeat(scale)}` : ''}`);
  const bare = without(without(node, 'minimum', -limit), 'maximum', limit);
  return { ...without(bare, 'pattern', decimalPattern(whole, scale)), decimal: [whole, scale] };
}

/** 9999-12-31T23:59:59.999Z. */
const LAST_MILLI = 253_402_300_799_999;

/** Bounds of a definition count within those of the type: later moments have no text with a four-digit year. */
function millisOf({ minimum = 0, maximum = LAST_MILLI }: ValueNode): ValueNode {
  return { minimum: Math.max(minimum, 0), maximum: Math.min(maximum, LAST_MILLI) };
}

const asIs = (node: ValueNode): ValueNode => node;

/** What a logical type asserts beyond its JSON Schema: the row relies on it when it writes a value without quotes. */
const RULES: { readonly [K in LogicalKind]: Implied<K> } = {
  boolean: (node) => ({ type: 'boolean', ...node }),
  int32: (node) => ({ type: 'integer', ...node }),
  int64: (node, { wire }) =>
    wire === 'string'
      ? { type: 'string', ...without(node, 'pattern', INT64_PATTERN), int64: 1 }
      : { type: 'integer', ...node },
  float64: (node) => ({ type: 'number', ...node }),
  decimal: (node, type) => ({ type: 'string', ...decimal(node, type) }),
  string: asIs,
  enum: (node, { values }) => ({ enum: values, ...node }),
  uuid: (node) => ({ type: 'string', format: 'uuid', ...node }),
  date: (node) => ({ type: 'string', format: 'date', ...node }),
  timestamp: (node, { wire }) =>
    wire === 'rfc3339'
      ? { type: 'string', format: 'date-time', ...node }
      : { type: 'integer', ...node, ...millisOf(node) },
  struct: (node) => ({ type: 'object', ...node }),
  list: (node) => ({ type: 'array', ...node }),
  map: (node) => ({ type: 'object', ...node }),
  json: (node) => (Object.keys(node).length === 0 ? node : { ...node, json: 1 }),
};

/** Adds what the logical type asserts, and drops what that makes superfluous. */
export function implied(node: ValueNode, type: LogicalType | undefined): ValueNode {
  if (type === undefined) return node;
  const rule = RULES[type.kind] as Implied<LogicalKind>;
  return rule(node, type);
}
