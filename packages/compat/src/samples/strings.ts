import type { JsonSchema } from '@sluice/contract';
import { blockOf } from '../changes/schema.js';
import { formatStrings } from './format-strings.js';
import { stringsMatching } from './pattern-strings.js';

/** Longer texts make no better witness. */
const longest = 70_000;

/** Texts that a schema accepts or nearly does, around its own limits and those of the schema it is compared with. */
export function stringsOf(schema: JsonSchema, other: JsonSchema): string[] {
  const lengths = lengthsOf(schema, other);
  if (schema.format !== undefined && formatStrings[schema.format]) return [...(formatStrings[schema.format] ?? [])];
  const block = blockOf(schema);
  if (block.type === 'decimal') return decimals(Number(block.precision), Number(block.scale));
  if (block.type === 'int64')
    return ['0', '1', '-1', '9007199254740993', '9223372036854775807', '-9223372036854775808'];
  if (schema.pattern !== undefined) return stringsMatching(schema.pattern, lengths);
  const plain = ['a', 'A', '0', '-', ' ', 'é', '😀', ...Object.values(formatStrings).flat()];
  const texts = [...lengths.map((length) => 'a'.repeat(length)), ...plain];
  return [...new Set(texts)].filter((text) => fits(text, schema));
}

/** Length in code points, as JSON Schema counts. */
function fits(text: string, { minLength = 0, maxLength = longest }: JsonSchema): boolean {
  const length = [...text].length;
  return length >= minLength && length <= maxLength;
}

function lengthsOf(schema: JsonSchema, other: JsonSchema): number[] {
  const { minLength = 0, maxLength } = schema;
  const around = [other.minLength, other.maxLength].flatMap((limit) =>
    limit === undefined ? [] : [limit - 1, limit + 1],
  );
  const wanted = [minLength, maxLength ?? minLength, minLength + 1, ...around];
  return [...new Set(wanted)].filter(
    (length) => length >= minLength && length <= (maxLength ?? longest) && length <= longest,
  );
}

function decimals(precision: number, scale: number): string[] {
  const whole = '9'.repeat(precision - scale) || '0';
  const fraction = scale > 0 ? [`0.${'0'.repeat(scale - 1)}1`, `${whole}.${'9'.repeat(scale)}`] : [];
  return ['0', whole, `-${whole}`, ...fraction];
}
