export { listed, type ResolvedConfig, resolveConfig, type SluiceConfig } from './config.js';
export { CommandError, UsageError } from './errors.js';
export { ProblemList, problemsOf } from './problems.js';
export { dataFolder, findProject, type Project } from './project.js';
