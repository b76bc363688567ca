import { Type as TypeBox } from '@sinclair/typebox';
import { unheard } from './author-refusals.js';
import type { FieldOptions, IntegerOptions } from './field-options.js';
import type { FieldTypes } from './field-types.js';
import type { JsonOptions } from './free-schema.js';
import type { DescriptionMissing, Said, Schema } from './typed-schema.js';

const builders: object = TypeBox;

/** TypeBox's builders, with the options that mean something in a definition. */
export const Type = builders as FieldTypes;

/**
 * The helper's own keywords win: what an author writes beside them cannot widen the type. What is lost by that is refused where the field
 * is read; `heard`: options that the helper has looked at itself.
 */
function field<D>(schema: object, options: object = {}, heard: readonly string[] = []): Schema<Said<D>> {
  const own = new Map<string, unknown>(Object.entries(schema));
  const lost = Object.entries(options ?? {})
    .filter(([key, value]) => own.has(key) && own.get(key) !== value && !heard.includes(key))
    .map(([key]) => key);
  const made: object = TypeBox.Unsafe({ ...options, ...schema, ...(lost.length > 0 && { [unheard]: lost }) });
  return made as Schema<Said<D>>;
}

/** What is no number stays, to be refused where the field is read. */
function tighter(bound: number | undefined, limit: number, choose: (a: number, b: number) => number): number {
  return bound === undefined ? limit : Number.isFinite(bound) ? choose(bound, limit) : bound;
}

const int32Bounds = { low: -(2 ** 31), high: 2 ** 31 - 1 };

/** A whole number within 32 bits, stored as INTEGER. Bounds may be tighter, never wider. */
export const Int32 = <D = DescriptionMissing>(options: IntegerOptions<D> = {}): Schema<Said<D>> =>
  field<D>(
    {
      type: 'integer',
      minimum: tighter(options.minimum, int32Bounds.low, Math.max),
      maximum: tighter(options.maximum, int32Bounds.high, Math.min),
      'x-sluice': { type: 'int32' },
    },
    options,
    ['minimum', 'maximum'],
  );

/** A 64-bit id as a string of digits, so that JavaScript never rounds it; stored as BIGINT. */
export const Id64 = <D = DescriptionMissing>(options?: FieldOptions<string, D>): Schema<Said<D>> =>
  field<D>(
    { type: 'string', pattern: '^-?(0|[1-9]\\d{0,18})$', 'x-sluice': { type: 'int64', wire: 'string' } },
    options,
  );

/**
 * A number with at most `scale` decimals and `precision` digits in all (1 to 38, the limit of Athena and Redshift). On
 * the wire a string, or a number where every value of that precision survives a double (precision ≤ 15).
 */
export const Decimal = <D = DescriptionMissing>(
  precision: number,
  scale: number,
  options?: FieldOptions<number | string, D>,
): Schema<Said<D>> => field<D>(decimalSchema(precision, scale), options);

function decimalSchema(precision: number, scale: number): object {
  const block = { 'x-sluice': { type: 'decimal', precision, scale } };
  const whole = precision - scale;
  if (!Number.isInteger(whole) || whole < 0 || scale < 0) return { type: 'string', ...block };
  const integerPart = whole > 0 ? `(0|[1-9]\\d{0,${whole - 1}})` : '0';
  const text = { pattern: `^-?${integerPart}${scale > 0 ? `(\\.\\d{1,${scale}})?` : ''}$` };
  if (precision > 15) return { type: 'string', ...text, ...block };
  const limit = Number(`${'9'.repeat(whole) || '0'}${scale > 0 ? `.${'9'.repeat(scale)}` : ''}`);
  return { type: ['string', 'number'], ...text, minimum: -limit, maximum: limit, ...block };
}

/** An RFC 9562 UUID as text, stored in lower case. */
export const Uuid = <D = DescriptionMissing>(options?: FieldOptions<string, D>): Schema<Said<D>> =>
  field<D>({ type: 'string', format: 'uuid', 'x-sluice': { type: 'uuid' } }, options);

/** A real calendar day, `YYYY-MM-DD`. */
export const Date_ = <D = DescriptionMissing>(options?: FieldOptions<string, D>): Schema<Said<D>> =>
  field<D>({ type: 'string', format: 'date', 'x-sluice': { type: 'date' } }, options);

/** An RFC 3339 date and time with an offset; stored in UTC, to the millisecond. */
export const Timestamp = <D = DescriptionMissing>(options?: FieldOptions<string, D>): Schema<Said<D>> =>
  field<D>({ type: 'string', format: 'date-time', 'x-sluice': { type: 'timestamp', wire: 'rfc3339' } }, options);

/** Milliseconds since 1970-01-01T00:00:00Z, up to the end of year 9999. */
export const EpochMillis = <D = DescriptionMissing>(options?: FieldOptions<number, D>): Schema<Said<D>> =>
  field<D>(
    {
      type: 'integer',
      minimum: 0,
      maximum: 253_402_300_799_999,
      'x-sluice': { type: 'timestamp', wire: 'epochMillis' },
    },
    options,
  );

/** A copy; what is no list is left for the definition to refuse. */
const listed = <V extends readonly string[]>(values: V): readonly string[] =>
  Array.isArray(values) ? [...values] : values;

/** One of a closed list of texts. */
export const Enum = <const V extends readonly string[], D = DescriptionMissing>(
  values: V,
  options?: FieldOptions<V[number], D>,
): Schema<Said<D>> => field<D>({ type: 'string', enum: listed(values), 'x-sluice': { type: 'enum' } }, options);

/**
 * Anything, stored as JSON text: for what no column type fits, and only where somebody decided so. Whatever else is said
 * is a JSON Schema (draft-07, without references) that the value must satisfy: `Json({ description, anyOf: [ … ] })`.
 */
export const Json = <D = DescriptionMissing>(options?: JsonOptions<D>): Schema<Said<D>> =>
  field<D>({ 'x-sluice': { type: 'json' } }, options);
