import type { AnyRule } from '@sluice/compat';
import { allRules } from '@sluice/compat/internal';
import { type Static, type TSchema, Type } from '@sluice/contract/schema';
import { type Dialect, everyDialect } from '@sluice/ddl';
import { type Target, targetIds, targets } from '@sluice/generators';
import type { Sink } from '@sluice/ingest';
import { list, oneOf, text } from './parts.js';

/** A member that is called. */
const method = () => Type.Unsafe<unknown>({ type: 'function' });

/** An object that is looked at where it is used. */
const anything = () => Type.Unsafe<object>({ type: 'object', own: true });

const optional = Type.Optional;

/** A name as ids of Sluice's own are, which none of those is. */
const freeId = (taken: readonly string[]) =>
  Type.String({
    pattern: '^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$',
    wanted: "a name of lower-case letters, digits and hyphens, like 'my-own'",
    taken,
  });

/** A shape for every member that a type has: the compiler names those that are missing. */
type Members<T> = { readonly [K in keyof T]-?: TSchema };

/** An object that the author of the configuration made: it may have functions, and more members than are asked for. */
const ownObject = <T>(wanted: string, members: Members<T>) => {
  const { properties, required = [] } = Type.Object({ ...members });
  return Type.Unsafe<T>({ type: 'object', properties, required, own: true, wanted });
};

/** A target of the project's own. */
export const ownTarget = ownObject<Target>('a target of your own', {
  id: freeId([...targetIds, ...everyDialect.map(({ id }) => id)]),
  folder: Type.String({ format: 'below', apartFrom: targets.map(({ folder }) => folder) }),
  summary: text(),
  committed: Type.Boolean(),
  recognises: optional(method()),
  emit: method(),
});

/** A sink of the project's own. */
export const ownSink = ownObject<Sink>('a sink of your own', { send: method(), ready: method(), close: method() });

const weight = () => optional(oneOf('error', 'warning', 'info'));

/** A rule of the project's own. */
export const ownRule = ownObject<AnyRule>('a rule of your own', {
  id: freeId(allRules.map(({ id }) => id)),
  summary: text(),
  why: text(),
  fix: text(),
  envelopeFix: optional(text()),
  kind: oneOf(...new Set(allRules.map(({ kind }) => kind))),
  severity: Type.Object({ ingest: weight(), consumer: weight(), source: weight() }, { additionalProperties: false }),
  bump: oneOf('none', 'minor', 'major'),
  judge: method(),
});

/** A warehouse of the project's own. Members without which it has nothing to say may be undefined, as in Sluice's own. */
export const ownDialect = ownObject<Dialect>('a dialect of your own', {
  id: freeId([...everyDialect.map(({ id }) => id), ...targetIds, 'ingest', 'consumer', 'source']),
  summary: text(),
  checked: oneOf('always', 'by-default', 'when-chosen'),
  reportsEffects: Type.Boolean(),
  migrates: Type.Boolean(),
  writes: oneOf('sql', 'documents'),
  tiers: list(oneOf('raw', 'columnar')),
  quote: method(),
  literal: method(),
  columnType: method(),
  createTable: method(),
  createView: method(),
  queries: optional(anything()),
  evolve: method(),
  hasPartitions: method(),
  eventsTable: optional(method()),
  flattens: optional(anything()),
  ledger: optional(method()),
  limits: list(anything()),
  readTable: method(),
  dbtSchema: optional(method()),
});

/** One of some texts, or an object of the project's own. */
export const oneOfOr = <S extends TSchema, const V extends readonly string[]>(own: S, ...values: V) =>
  Type.Unsafe<V[number] | Static<S>>(Type.Union([...values.map((value) => Type.Literal(value)), own]));

/** A list of which the objects differ in these members. */
export const distinct = <S extends TSchema>(items: S, ...members: readonly string[]) =>
  Type.Unsafe<Static<S>>({ ...items, distinct: members });
