import type { LogicalType } from '@sluice/contract';
import { inside } from './expand.js';
import type { JsonKind } from './kinds.js';
import { asJson, note, type Spot, type Typed, unitedAll } from './reading.js';
import { type AnySchema, lengthIn, listIn, numberIn, textIn } from './schema.js';

/** How nested schemas are read: passed in, since lists and structs hold any schema. */
export type TypeOf = (schema: unknown, spot: Spot) => Typed | undefined;

const int32 = { least: -(2 ** 31), most: 2 ** 31 - 1 };
/** As doubles: JSON numbers near the ends of 64 bits are read rounded. */
const int64 = { least: -(2 ** 63), most: 2 ** 63 };

/** Bounds, whichever spelling a draft has for them; exclusive ones of whole numbers are one off. */
function bounds(schema: AnySchema): { readonly least: number | undefined; readonly most: number | undefined } {
  const [minimum, maximum] = [numberIn(schema, 'minimum'), numberIn(schema, 'maximum')];
  const [above, under] = [numberIn(schema, 'exclusiveMinimum'), numberIn(schema, 'exclusiveMaximum')];
  const least = [minimum, above === undefined ? undefined : Math.floor(above) + 1].filter((one) => one !== undefined);
  const most = [maximum, under === undefined ? undefined : Math.ceil(under) - 1].filter((one) => one !== undefined);
  return {
    least: least.length > 0 ? Math.max(...least) : undefined,
    most: most.length > 0 ? Math.min(...most) : undefined,
  };
}

function integerBetween(least: number | undefined, most: number | undefined, spot: Spot): LogicalType {
  const within = (range: typeof int32) =>
    least !== undefined && most !== undefined && least >= range.least && most <= range.most;
  if (within(int32)) return { kind: 'int32' };
  if ((least ?? 0) >= int64.least && (most ?? 0) <= int64.most) return { kind: 'int64', wire: 'number' };
  note(spot, 'out-of-range', 'The bounds go beyond 64 bits: the column is a decimal of 38 digits.');
  return { kind: 'decimal', precision: 38, scale: 0 };
}

/** 32 bits where both bounds say so, else 64; a decimal where the bounds go beyond. */
export function integerType(schema: AnySchema, spot: Spot): LogicalType {
  const { least, most } = bounds(schema);
  return integerBetween(least, most, spot);
}

/** A double; an integer for whole multiples; a decimal for multiples of 0.1, 0.01 and so on. */
export function numberType(schema: AnySchema, spot: Spot): LogicalType {
  const step = numberIn(schema, 'multipleOf');
  if (step === undefined || step <= 0) return { kind: 'float64' };
  if (Number.isInteger(step)) return integerType(schema, spot);
  const scale = /^1e-(\d+)$/.exec(step.toExponential())?.[1];
  if (scale === undefined || Number(scale) > 18) return { kind: 'float64' };
  return { kind: 'decimal', precision: Math.min(38, digitsBefore(schema) + Number(scale)), scale: Number(scale) };
}

function digitsBefore(schema: AnySchema): number {
  const { least, most } = bounds(schema);
  if (least === undefined || most === undefined) return 38;
  return BigInt(Math.trunc(Math.max(Math.abs(least), Math.abs(most)))).toString().length;
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
  const is = (kind: string) => present.every((value) => typeof value === kind);
  if (is('string')) return { type: { kind: 'enum', values: present.map(String) }, nullable: mayBeNull };
  if (is('boolean')) return { type: { kind: 'boolean' }, nullable: mayBeNull };
  if (!is('number')) {
    return asJson(spot, 'mixed-types', 'The allowed values are of several types, or are objects or lists.', mayBeNull);
  }
  const numbers = present.map(Number);
  const type: LogicalType = numbers.every(Number.isInteger)
    ? integerBetween(Math.min(...numbers), Math.max(...numbers), spot)
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
