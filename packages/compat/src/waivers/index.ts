export * from './apply-waivers.js';
export { isDate } from './parse-waiver.js';
export * from './waiver.js';
export * from './waiver-rules.js';
