/** Why a plain schema was not taken word for word. Each is a choice that docs/ddl.md describes. */
export type NoticeCode =
  | 'any-value'
  | 'collision'
  | 'conditional'
  | 'contradiction'
  | 'free-form-list'
  | 'free-form-object'
  | 'malformed'
  | 'mixed-types'
  | 'name-changed'
  | 'never'
  | 'other-keys'
  | 'out-of-range'
  | 'pattern-properties'
  | 'recursive'
  | 'reference'
  | 'root'
  | 'too-deep'
  | 'too-large'
  | 'tuple'
  | 'type-missing'
  | 'union';

/** A choice that was made while a schema became a table: shown as a warning, never a failure. */
export interface Notice {
  readonly code: NoticeCode;
  /** JSON Pointer of the schema it is about, beginning with `#`. */
  readonly path: string;
  /** What was found, and what it became. */
  readonly message: string;
}

/** Below a JSON Pointer: `~` and `/` in keys are escaped (RFC 6901). */
export function below(path: string, ...keys: readonly (string | number)[]): string {
  return [path, ...keys.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}
