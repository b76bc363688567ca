import type { Field, Read } from '@sluice/contract';
import { structCheck } from './check.js';
import { envelopeWriter, isFilled } from './envelope.js';
import { literal, type Module } from './module.js';
import { type FieldRow, hasOldNames } from './table.js';
import { rowsOf } from './table-of.js';

/** What the envelope gives to an event: rows, and names of constants in the shared module. */
export interface CommonCode {
  readonly rows: readonly FieldRow[];
  /** The rows as a constant. */
  readonly table: string;
  /** The function that checks them. */
  readonly check: string;
  /** Whether something inside its fields may come under an old name. */
  readonly agesBelow: boolean;
  /** The function that begins a row; none where no column of the envelope is always filled. */
  readonly writer: string | undefined;
}

/**
 * Gives the code of the envelope's fields, as one version reads them; `closed` where its structs refuse what they do not
 * know. The reads are asked for when they are needed.
 */
export type Common = (fields: readonly Field[], reads: () => readonly Read[], closed: boolean) => CommonCode;

/**
 * Puts the envelope's code into a shared module, once for all versions that read it alike: they differ only in the old
 * names that they accept, because a name may be one of their own, and in what they do with unknown properties.
 */
export function commonTo(shared: Module): Common {
  const known = new Map<string, CommonCode>();
  return (fields, reads, closed) => {
    const key = `${closed} ${fields.map(({ renamedFrom }) => renamedFrom.join()).join(' ')}`;
    const code = known.get(key) ?? create(shared, fields, reads(), closed);
    known.set(key, code);
    return code;
  };
}

function create(shared: Module, given: readonly Field[], reads: readonly Read[], closed: boolean): CommonCode {
  const fields = given.map((field) => ({ ...field, required: false }));
  const rows = rowsOf(fields, { path: 'envelope:', module: shared, closed });
  return {
    rows,
    table: shared.declare('t', literal(rows)),
    check: structCheck(shared, rows),
    agesBelow: rows.some(([, node]) => hasOldNames(node)),
    writer: reads.some(isFilled) ? envelopeWriter(shared, reads, fields) : undefined,
  };
}
