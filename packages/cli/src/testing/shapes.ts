import {
  Date_,
  Decimal,
  Enum,
  EpochMillis,
  type EventSource,
  Id64,
  Int32,
  Json,
  Timestamp,
  Type,
  Uuid,
} from '@sluice/contract';
import type { History, Shape } from './bumps.js';

/** One field of a definition. */
export type Property = EventSource['properties'][string];

/** What every field has to have. */
export const said = { description: 'Said.' };
/** A struct of one key. */
export const key = (type: Property) => Type.Object({ key: type }, said);

/** Every logical type, with the parameters that warehouses tell apart. */
export const types: { readonly [name: string]: Property } = {
  boolean: Type.Boolean(said),
  int32: Int32(said),
  'int32 0…9': Int32({ ...said, minimum: 0, maximum: 9 }),
  int64: Type.Integer(said),
  'int64 as text': Id64(said),
  float64: Type.Number(said),
  'decimal(10,2)': Decimal(10, 2, said),
  'decimal(12,2)': Decimal(12, 2, said),
  'decimal(20,4)': Decimal(20, 4, said),
  string: Type.String(said),
  'string of 20': Type.String({ ...said, maxLength: 20 }),
  'enum a b': Enum(['a', 'b'], said),
  'enum a b c': Enum(['a', 'b', 'c'], said),
  uuid: Uuid(said),
  date: Date_(said),
  timestamp: Timestamp(said),
  'timestamp in ms': EpochMillis(said),
  struct: key(Int32(said)),
  'struct, wider': key(Type.Integer(said)),
  list: Type.Array(Int32(said), said),
  'list, wider': Type.Array(Type.Integer(said), said),
  map: Type.Record(Type.String(), Decimal(10, 2, said), said),
  json: Json(said),
};

/** Which warehouses a project has: their lists decide what a minor version may do. */
export const targetLists = [
  undefined,
  ['athena'],
  ['athena', 'glue', 'redshift', 'spark'],
  ['redshift'],
  ['spark'],
  ['sdk'],
] as const;

/** A history of minors of the first major. */
export const published = (...shapes: readonly Shape[]): History => ({
  versions: Object.fromEntries(shapes.map((shape, minor) => [`1.${minor}`, shape])),
});
