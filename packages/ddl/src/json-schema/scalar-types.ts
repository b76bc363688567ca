import {
  type AnyNumber,
  compareNumbers,
  type DecimalValue,
  decimalOf,
  ExactNumber,
  exactly,
  floorOf,
  isAnyNumber,
  isWhole,
  type LogicalType,
} from '@sluice/contract';
import { inside } from './expand.js';
import type { JsonKind } from './kinds.js';
import { asJson, note, type Spot, type Typed, unitedAll } from './read-context.js';
import { type AnySchema, exactIn, lengthIn, listIn, numberIn, textIn } from './schema.js';

/** How nested schemas are read: passed in, since lists and structs hold any schema. */
export type TypeOf = (schema: unknown, spot: Spot) => Typed | undefined;

interface WholeRange {
  readonly least: AnyNumber;
  readonly most: AnyNumber;
}

const int32: WholeRange = { least: -(2 ** 31), most: 2 ** 31 - 1 };
const int64: WholeRange = { least: exactly('-9223372036854775808'), most: exactly('9223372036854775807') };
/** What a format says where no bound does: the others of its kind change nothing. */
const unsigned: { readonly [format: string]: string } = { uint64: '18446744073709551615' };

/** Bounds, whichever spelling a draft has for them; exclusive ones of whole numbers are one off. */
function bounds(schema: AnySchema): { readonly least: AnyNumber | undefined; readonly most: AnyNumber | undefined } {
  const [minimum, maximum] = [exactIn(schema, 'minimum'), exactIn(schema, 'maximum')];
  const [above, under] = [exactIn(schema, 'exclusiveMinimum'), exactIn(schema, 'exclusiveMaximum')];
  const format = unsigned[textIn(schema, 'format') ?? ''];
  const most = tightest(
    [
      schema.exclusiveMaximum === true ? below(maximum) : maximum,
      below(under),
      maximum === undefined && under === undefined && format !== undefined ? exactly(format) : undefined,
    ],
    -1,
  );
  return { least: tightest([schema.exclusiveMinimum === true ? beyond(minimum) : minimum, beyond(above)], 1), most };
}

/** The largest number, or the smallest where `sign` is below 0. */
function tightest(numbers: readonly (AnyNumber | undefined)[], sign: 1 | -1): AnyNumber | undefined {
  return numbers
    .filter((number) => number !== undefined)
    .reduce<AnyNumber | undefined>(
      (best, one) => (best === undefined || compareNumbers(one, best) * sign > 0 ? one : best),
      undefined,
    );
}

/** The smallest whole number above this one. One beyond 100 digits is beyond every column anyway. */
function beyond(number: AnyNumber | undefined): AnyNumber | undefined {
  if (number === undefined || decimalOf(number).exponent > 100) return number;
  return exactly(String(floorOf(number) + 1n));
}

/** The largest whole number below this one. */
function below(number: AnyNumber | undefined): AnyNumber | undefined {
  if (number === undefined || decimalOf(number).exponent > 100) return number;
  return exactly(String(floorOf(number) - (isWhole(number) ? 1n : 0n)));
}

function integerBetween(least: AnyNumber | undefined, most: AnyNumber | undefined, spot: Spot): LogicalType {
  const isAbove = (number: AnyNumber | undefined, limit: AnyNumber) =>
    number !== undefined && compareNumbers(number, limit) > 0;
  const isBelow = (number: AnyNumber | undefined, limit: AnyNumber) =>
    number !== undefined && compareNumbers(number, limit) < 0;
  const outside = ({ least: low, most: high }: WholeRange) =>
    isBelow(least, low) || isAbove(least, high) || isAbove(most, high) || isBelow(most, low);
  if (least !== undefined && most !== undefined && !outside(int32)) return { kind: 'int32' };
  if (!outside(int64)) return { kind: 'int64', wire: 'number' };
  note(spot, 'out-of-range', 'The bounds go beyond 64 bits: the column is a decimal of 38 digits.');
  return { kind: 'decimal', precision: 38, scale: 0 };
}

/** Whether whole numbers that a schema allows are told to be beyond 64 bits. */
export function isBeyond64(schema: AnySchema): boolean {
  const { least, most } = bounds(schema);
  const listed = listIn(schema, 'enum').filter(isAnyNumber);
  return [least, most, ...listed].some(
    (one) => one !== undefined && (compareNumbers(one, int64.least) < 0 || compareNumbers(one, int64.most) > 0),
  );
}

/** 32 bits where both bounds say so, else 64; a decimal where the bounds go beyond. */
export function integerType(schema: AnySchema, spot: Spot): LogicalType {
  const { least, most } = bounds(schema);
  return integerBetween(least, most, spot);
}

/** A double; an integer for whole multiples; a decimal for multiples of 0.1, 0.01 and so on. */
export function numberType(schema: AnySchema, spot: Spot): LogicalType {
  const exact = exactIn(schema, 'multipleOf');
  const step = numberIn(schema, 'multipleOf');
  if (exact === undefined || step === undefined || step <= 0) return { kind: 'float64' };
  if (isWhole(exact)) return integerType(schema, spot);
  if (exact instanceof ExactNumber) return { kind: 'float64' };
  const scale = /^1e-(\d+)$/.exec(step.toExponential())?.[1];
  if (scale === undefined || Number(scale) > 18) return { kind: 'float64' };
  return { kind: 'decimal', precision: Math.min(38, digitsBefore(schema) + Number(scale)), scale: Number(scale) };
}

function digitsBefore(schema: AnySchema): number {
  const { least, most } = bounds(schema);
  if (least === undefined || most === undefined) return 38;
  return Math.max(...[least, most].map(decimalOf).map(wholeDigits));
}

function wholeDigits({ digits, exponent }: DecimalValue): number {
  return Math.max(1, String(digits < 0n ? -digits : digits).length + exponent);
}

const formats: { readonly [format: string]: LogicalType } = {
  uuid: { kind: 'uuid' },
  date: { kind: 'date' },
  'date-time': { kind: 'timestamp', wire: 'rfc3339' },
};

/** Text of a length; dates, times and uuids by their format. */
export function textType(schema: AnySchema): LogicalType {
  const format = textIn(schema, 'format') ?? '';
  if (Object.hasOwn(formats, format)) return formats[format] as LogicalType;
  const maxLength = lengthIn(schema, 'maxLength');
  return maxLength === undefined ? { kind: 'string' } : { kind: 'string', maxLength };
}

/** The type of a closed list of values. */
export function valuesType(
  values: readonly unknown[],
  kinds: readonly JsonKind[],
  nullable: boolean,
  spot: Spot,
): Typed {
  const present = values.filter((value) => value !== null);
  const mayBeNull = nullable || (present.length < values.length && (kinds.length === 0 || kinds.includes('null')));
  if (present.length === 0) return asJson(spot, 'any-value', 'Only NULL is allowed.');
  const is = (kind: string) => present.every((value) => (isAnyNumber(value) ? 'number' : typeof value) === kind);
  if (is('string')) return { type: { kind: 'enum', values: present.map(String) }, nullable: mayBeNull };
  if (is('boolean')) return { type: { kind: 'boolean' }, nullable: mayBeNull };
  if (!is('number')) {
    return asJson(spot, 'mixed-types', 'The allowed values are of several types, or are objects or lists.', mayBeNull);
  }
  const numbers = present.filter(isAnyNumber);
  const type: LogicalType = numbers.every(isWhole)
    ? integerBetween(tightest(numbers, -1), tightest(numbers, 1), spot)
    : { kind: 'float64' };
  return { type, nullable: mayBeNull };
}

/** A list of what its items are; a tuple is one where its places share a type. */
export function listType(schema: AnySchema, spot: Spot, typeOf: TypeOf): LogicalType {
  const keyword = Array.isArray(schema.prefixItems) ? 'prefixItems' : 'items';
  const before = spot.before?.kind === 'list' ? spot.before.element : undefined;
  const deeper = (...keys: (string | number)[]): Spot => ({
    ...inside(spot, ...keys),
    depth: spot.depth + 1,
    ...(before && { before }),
  });
  if (Array.isArray(schema[keyword])) return tupleType(listIn(schema, keyword), keyword, schema, deeper, typeOf);
  const element =
    schema.items === undefined || schema.items === true ? undefined : typeOf(schema.items, deeper('items'));
  if (element) return { kind: 'list', element: element.type };
  return asJson(spot, 'free-form-list', 'Nothing is said about the items of the list.').type;
}

function tupleType(
  places: readonly unknown[],
  keyword: string,
  schema: AnySchema,
  deeper: (...keys: (string | number)[]) => Spot,
  typeOf: TypeOf,
): LogicalType {
  const further = keyword === 'prefixItems' ? 'items' : 'additionalItems';
  const rest = schema[further];
  const types = [
    ...places.flatMap((place, at) => typeOf(place, deeper(keyword, at)) ?? []),
    ...(typeof rest === 'object' && rest !== null ? [typeOf(rest, deeper(further))] : []),
  ].flatMap((one) => (one ? [one.type] : []));
  const element = unitedAll(types, deeper(keyword));
  if (element && element.kind !== 'json') {
    note(deeper(keyword), 'tuple', 'The places of the tuple become a list of one type.');
    return { kind: 'list', element };
  }
  return asJson(deeper(keyword), 'tuple', 'The places of the tuple have no column type in common.').type;
}
