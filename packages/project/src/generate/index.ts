export { bundleLambda, type LambdaBundle } from './lambda-bundle.js';
export { type Comparison, compareOutputs, computeOutputs, type OutputFile, writeOutputs } from './outputs.js';
