export { importBundled } from './bundle-import.js';
export { envelopeSource } from './envelope-source.js';
export { definitionSource, type NewField, parseField, placeholders } from './new-definition.js';
export type { PlacedProblem } from './placed-problem.js';
export { sourcePositions } from './source-positions.js';
