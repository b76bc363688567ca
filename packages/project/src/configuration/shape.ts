/** A JSON Schema as far as the configuration uses it, with what messages need beside it. Plain data. */
export interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly properties?: { readonly [key: string]: Shape };
  readonly required?: readonly string[];
  readonly patternProperties?: { readonly [pattern: string]: Shape };
  readonly items?: Shape;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly pattern?: string;
  /** A form that no pattern says. */
  readonly format?: string;
  /** In words, what the value has to be. */
  readonly wanted?: string;
  readonly wantedKey?: string;
  /** Of these keys there must be one and no other. */
  readonly exactlyOne?: readonly string[];
  /** What is said where there is not. */
  readonly otherwise?: string;
  /** An object that the author of the configuration made: functions are allowed, and more members than are known. */
  readonly own?: boolean;
  /** Texts that it must not be, because Sluice has something of that name. */
  readonly taken?: readonly string[];
  /** Folders that it must not overlap. */
  readonly apartFrom?: readonly string[];
  /** Members in which the objects of a list must differ. */
  readonly distinct?: readonly string[];
  /** Values inside may be secrets that stand in the wrong place: never shown. */
  readonly secret?: boolean;
}

/** Something wrong with a configuration: where, and what is allowed. */
export interface ConfigProblem {
  /** `collector.keys[0].sha256`; empty for the whole. */
  readonly path: string;
  /** Goes behind the path: `must be …, found …`. */
  readonly message: string;
}
