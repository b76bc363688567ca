export { bundleLambda, type LambdaBundle } from './lambda-bundle.js';
export { type Comparison, compareOutputs, computeOutputs, writeOutputs } from './outputs.js';
export type { OutputFile } from './target-files.js';
