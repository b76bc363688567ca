/** What a project decides about its views. */
export interface ViewOptions {
  /** `true`: a renamed column stands in the views under its old names, too, behind all others and with the same values. */
  readonly oldNames?: boolean;
}
