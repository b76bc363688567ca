export * from './errors.js';
export * from './json.js';
export * from './lineage.js';
export * from './model.js';
