export { judge } from './judge.js';
export type * from './types.js';
