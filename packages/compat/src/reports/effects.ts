/** What one warehouse does about a version: nothing, statements to run, or a refusal. Passed in by the caller. */
export type WarehouseEffect = {
  /** Id of the dialect: `athena`, `redshift`. */
  readonly dialect: string;
} & (
  | { readonly kind: 'nothing' }
  /** Each is one statement, without a trailing semicolon, or one JSON document. */
  | { readonly kind: 'statements'; readonly statements: readonly string[] }
  /** What it cannot do in place, and what of the step it can. */
  | { readonly kind: 'refused'; readonly reasons: readonly string[]; readonly statements?: readonly string[] }
);

/** What a version does to the warehouses and to the generated SDK; both empty where nothing can be said. */
export interface VersionEffects {
  readonly warehouses: readonly WarehouseEffect[];
  /** The generated types as a line diff (`+`, `-`, space); empty where they are the same. */
  readonly sdk: readonly string[];
}

/** Says what a version does, by event and version. */
export type EffectsOf = (event: string, version: string) => VersionEffects;
