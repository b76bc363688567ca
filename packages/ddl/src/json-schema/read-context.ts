import type { LogicalType } from '@sluice/contract';
import { below, type Notice, type NoticeCode } from './notice.js';
import type { References } from './references.js';
import { type Chosen, widerType } from './wider-type.js';

/** Structs inside structs beyond this are kept as JSON: far below what any warehouse takes (Spectrum: 100 levels). */
export const deepest = 24;

/** Schemas that are looked at before the rest is kept as JSON: references can make a small document endless. */
export const mostSchemas = 10_000;

/** What is shared while one document is read. */
export interface ReadContext {
  readonly references: References;
  readonly notices: Notice[];
  /** Those that are there already, as text. */
  readonly noted: Set<string>;
  /** Schemas looked at so far. */
  visited: number;
}

/** Where in the document a schema stands, and what led there. */
export interface Spot {
  readonly context: ReadContext;
  /** JSON Pointer, with `#`. */
  readonly path: string;
  /** Levels of nesting above. */
  readonly depth: number;
  /** Schemas that references have led through: meeting one again is recursion. */
  readonly through: ReadonlySet<unknown>;
  /** The type that an earlier version had here: what it named keeps its name. */
  readonly before?: LogicalType;
}

/** What a schema becomes: a type, and whether NULL is among its values. */
export interface Typed {
  readonly type: LogicalType;
  readonly nullable: boolean;
}

/** Writes down a choice, once per place and reason. */
export function note({ context, path }: Spot, code: NoticeCode, message: string): void {
  const notice = { code, path, message };
  const text = JSON.stringify(notice);
  if (context.noted.has(text)) return;
  context.noted.add(text);
  context.notices.push(notice);
}

/** Any value, as JSON, with the reason. */
export function asJson(spot: Spot, code: NoticeCode, message: string, nullable = true): Typed {
  note(spot, code, `${message} It is stored as JSON.`);
  return { type: { kind: 'json' }, nullable };
}

/** One type for the values of all; undefined where nothing but JSON holds them. What is chosen inside of it is noted. */
export function unitedAll(types: readonly LogicalType[], spot: Spot): LogicalType | undefined {
  const chosen: Chosen = (code, message, ...keys) => note({ ...spot, path: below(spot.path, ...keys) }, code, message);
  return types.reduce<LogicalType | undefined>((all, one) => all && widerType(all, one, chosen), types[0]);
}
