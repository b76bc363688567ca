export { type IgnoreRule, ignoreRules, isTracked } from './git.js';
