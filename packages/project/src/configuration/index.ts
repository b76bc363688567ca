export { shapeProblems } from './check-shape.js';
export type { CollectorConfig, KeyConfig, ServiceConfig, SinkConfig } from './collector-config.js';
export type { ConfigProblem, Shape } from './shape.js';
export { configShape } from './shape-data.js';
export { isLocal, isOwnSink } from './sink-kind.js';
