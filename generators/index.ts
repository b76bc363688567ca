export type { EmitRequest, GeneratedFile, GeneratorOptions, Target } from './target.js';
