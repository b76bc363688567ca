export { judgeOf } from './judge.js';
export type { Judge } from './judge-on.js';
export type { JudgeOptions } from './judge-options.js';
export type { Reason } from './reason.js';
