import type { Target } from '../target.js';
import { emit } from './emit.js';

/** A star over the events' views, where the project describes one. */
export const starTarget: Target = {
  id: 'star',
  folder: 'star',
  summary:
    'Views for dashboards: facts, dimensions, daily counts, revenue, sessions and a funnel, as sluice.config.ts asks.',
  committed: true,
  emit,
};
