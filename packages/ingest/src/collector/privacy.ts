import type { EventError } from '../codegen1/index.js';

/** How much a field says about a person, as its definition marks it. */
export type Sensitivity = 'public' | 'internal' | 'pseudonymous' | 'personal' | 'secret';

/**
 * The mark of the field at a JSON pointer of an event, elements of lists written as `*`; undefined where no version of the
 * event knows the field.
 */
export type SensitivityOf = (event: string, path: string) => Sensitivity | undefined;

/** What a log may say of one error. */
export interface LoggedError {
  readonly code: string;
  readonly path?: string;
  readonly message?: string;
}

/** Messages repeat values and names that a sender chose; only those of fields marked like this may be written down. */
const HARMLESS: readonly (Sensitivity | undefined)[] = ['public', 'internal'];

/**
 * An error as it may be written to a log. The message quotes the value, so it is left out for fields that say something about a
 * person, and where it is the whole event or a body that cannot be read; of fields that no version knows not even the path is
 * kept, because its names are the sender's.
 */
export function forLog(error: EventError, event: string | undefined, sensitivityOf: SensitivityOf): LoggedError {
  const { code, path, message } = error;
  const mark = event === undefined ? undefined : sensitivityOf(event, path.replace(/\/\d+(?=\/|$)/g, '/*'));
  if (mark === undefined || path === '') return { code };
  return HARMLESS.includes(mark) ? { code, path, message } : { code, path };
}
