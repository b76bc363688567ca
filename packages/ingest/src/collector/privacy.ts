import type { EventError } from '../codegen1/index.js';

/** How much a field says about a person, as its definition marks it. */
export type Sensitivity = 'public' | 'internal' | 'pseudonymous' | 'personal' | 'secret';

/** A place of an event that the contract knows. */
export interface MarkedPlace {
  /** The strictest mark of what may stand there, around it and inside it. */
  readonly sensitivity: Sensitivity;
  /** The place in words of the contract alone: without keys that a sender chose. */
  readonly path: string;
}

/** What the contract says of the place at a JSON pointer of an event; undefined where no version of the event knows it. */
export type SensitivityOf = (event: string, pointer: string) => MarkedPlace | undefined;

/** What a log may say of one error. */
export interface LoggedError {
  readonly code: string;
  readonly path?: string;
  readonly message?: string;
}

/** Messages repeat values and names that a sender chose; only those of fields marked like this may be written down. */
const HARMLESS: readonly Sensitivity[] = ['public', 'internal'];

/**
 * An error as it may be written to a log. The message quotes the value, so it is left out for fields that say something about a
 * person, and where it is the whole event or a body that cannot be read; of fields that no version knows not even the path is
 * kept, because its names are the sender's.
 */
export function forLog(error: EventError, event: string | undefined, sensitivityOf: SensitivityOf): LoggedError {
  const { code, path, message } = error;
  const place = event === undefined || path === '' ? undefined : sensitivityOf(event, path);
  if (place === undefined) return { code };
  return HARMLESS.includes(place.sensitivity) ? { code, path, message } : { code, path: place.path };
}
