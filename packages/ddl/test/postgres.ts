/** PostgreSQL in WebAssembly, from here so that tests of other folders find it. */
export { PGlite } from '@electric-sql/pglite';
