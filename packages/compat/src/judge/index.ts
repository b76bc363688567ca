export { judgeOf } from './judge.js';
export { judgeOfValues } from './judge-of-values.js';
export type { Judge } from './judge-on.js';
export { prunedSchema } from './pruned-schema.js';
export type { Reason } from './reason.js';
