declare const newName: unique symbol;
declare const identity: unique symbol;
declare const known: unique symbol;

/** The type of what has a new name: no value fits it, and the compiler's message says the name to use. */
export interface RenamedTo<Name extends string> {
  readonly [newName]: Name;
}

/** Says which common fields a client's identity gives, so that calls can do without them. Exists for the compiler only. */
export interface Identified<Known extends string> {
  readonly [known]?: { readonly [Name in Known]: true };
}

/** The properties of a call where some common fields are known already: these may be left out. */
export type Given<Props, Known extends string> = [Known] extends [never]
  ? Props
  : Props extends RenamedTo<string>
    ? Props
    : Asked<Props, Known> & Optional<Props, Known>;

type Asked<Props, Known> = { [Name in keyof Props as Name extends Known ? never : Name]: Props[Name] };

type Optional<Props, Known> = { [Name in keyof Props as Name extends Known ? Name : never]?: Props[Name] };

/** A map of event names to properties that says what `identify` takes. */
export interface EventMap<Identity> {
  readonly [identity]?: Identity;
}

/** Common fields by name, where no contract says which there are. */
export interface AnyIdentity {
  readonly [field: string]: unknown;
}

/** What `identify` takes, as a map of events says it. */
export type IdentityOf<Events extends object> =
  Events extends EventMap<infer Identity> ? (keyof Identity extends never ? AnyIdentity : Identity) : AnyIdentity;
