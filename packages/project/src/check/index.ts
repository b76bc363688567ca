export { asPlainSchema, compareRegistryFiles, type RegistryAnswer } from './compat-registry.js';
export { type CheckedContract, type CheckRequest, checkContract } from './contract-check.js';
export { reportOfProblems } from './problem-report.js';
export { projectDialects } from './project-dialects.js';
export { projectRules } from './project-rules.js';
export { sdkChanges } from './sdk-change.js';
export { tableAt } from './table-at.js';
export { warehouseEffects } from './warehouse-effects.js';
export { warehouseSurfaces } from './warehouse-surfaces.js';
