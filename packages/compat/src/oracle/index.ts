export { oracleOf } from './oracle.js';
export { oracleOfValues } from './oracle-of-values.js';
export type { Oracle } from './oracle-on.js';
export { prunedSchema } from './pruned-schema.js';
export type { Reason } from './reason.js';
