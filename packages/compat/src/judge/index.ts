export { type Judge, judgeOf } from './judge.js';
export type { JudgeOptions } from './judge-options.js';
export type { Reason } from './reason.js';
