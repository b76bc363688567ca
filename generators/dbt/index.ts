import type { Target } from '../target.js';
import { emit } from './emit.js';

/** A dbt package over the events' views. */
export const dbtTarget: Target = {
  id: 'dbt',
  folder: 'dbt',
  summary: 'dbt sources and staging models with enforced contracts, tests, owners and sensitivity.',
  committed: true,
  emit,
};
