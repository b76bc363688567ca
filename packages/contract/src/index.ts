export * from './errors.js';
export * from './json.js';
export * from './model.js';
export * from './lineage.js';
