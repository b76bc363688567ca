import type { Target } from '../target.js';
import { emit } from './emit.js';

/** Migrations, one file per published version and warehouse. */
export const migrationsTarget: Target = {
  id: 'migrations',
  folder: 'migrations',
  summary:
    'Numbered migrations for Athena, DuckDB and Redshift, added to those that are there, under a chain of checksums.',
  committed: true,
  emit,
};
