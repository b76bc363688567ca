import type { Target } from './target.js';

export type { EmitRequest, GeneratedFile, GeneratorOptions, Target } from './target.js';

/** Every target, in the order they run. */
export const targets: readonly Target[] = [];
