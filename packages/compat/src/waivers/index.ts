export * from './apply-waivers.js';
export * from './waiver.js';
export * from './waiver-rules.js';
