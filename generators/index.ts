import { athenaTarget } from './athena/index.js';
import { docsTarget } from './docs/index.js';
import { glueTarget } from './glue/index.js';
import { ingestTarget } from './ingest/index.js';
import { lambdaTarget } from './lambda/index.js';
import { redshiftTarget } from './redshift/index.js';
import { sdkTarget } from './sdk/index.js';
import type { Target } from './target.js';

export type { EmitRequest, GeneratedFile, GeneratorOptions, Target } from './target.js';

/** Every target, in the order they run. */
export const targets: readonly Target[] = [
  sdkTarget,
  ingestTarget,
  lambdaTarget,
  athenaTarget,
  glueTarget,
  redshiftTarget,
  docsTarget,
];
