/** TypeBox as it is, for schemas that are no definitions of events; `Type` of the package itself builds fields. */
export { type Static, type TSchema, Type } from '@sinclair/typebox';
