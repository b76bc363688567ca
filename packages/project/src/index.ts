export { listed, resolveConfig } from './config.js';
export type { ResolvedConfig, SluiceConfig } from './configuration/sluice-config.js';
export { CommandError, UsageError } from './errors.js';
export { ProblemList, problemsOf } from './problems.js';
export { dataFolder, findProject, type Project } from './project.js';
