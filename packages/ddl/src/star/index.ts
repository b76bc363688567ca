export { starGrants } from './grants.js';
export type { DimensionSpec, FactSpec, StarSpec } from './spec.js';
export { starViews } from './views.js';
