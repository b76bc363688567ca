import type { TableNode } from './table.js';
import type { EventError } from './types.js';

/** One thing wrong with a value, before it is known where the value stands. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  /** The property it is about, where it is not about the value itself. */
  readonly at?: string;
}

/** Explains a value inside another. */
export type Explain = (table: TableNode, value: unknown, path: string, errors: EventError[]) => void;
