import { type Static, type TSchema, Type } from '@sluice/contract/schema';

/** A list; the configuration is read only. */
export const list = <S extends TSchema>(item: S) => Type.Unsafe<readonly Static<S>[]>(Type.Array(item));

/** One of some texts. */
export const oneOf = <const V extends readonly string[]>(...values: V) =>
  Type.Unsafe<V[number]>(Type.Union(values.map((value) => Type.Literal(value))));

/** A text that is not empty. */
export const text = () => Type.String({ pattern: '\\S', wanted: 'a text' });

/** A text of a form that {@link formats} knows. */
export const formed = (format: string) => Type.String({ format });

/** A whole number within bounds. */
export const whole = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum });

/** A whole number of milliseconds, up to an hour. */
export const milliseconds = () => whole(1, 3_600_000);

/** Space on a disk or in memory, in bytes. */
export const bytes = () => whole(1_000_000, Number.MAX_SAFE_INTEGER);

/** A name as SQL takes it without quotes. */
export const sqlNameText = () =>
  Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_$-]*$', wanted: 'a name of letters, digits and underscores' });

/** Values by the name of a view, an event or a table. */
export const byName = <S extends TSchema>(value: S) =>
  Type.Unsafe<{ readonly [name: string]: Static<S> }>(
    Type.Record(Type.String({ pattern: '^[a-z][a-z0-9_]*$' }), value, {
      wantedKey: 'a name of lower-case letters, digits and underscores',
    }),
  );
