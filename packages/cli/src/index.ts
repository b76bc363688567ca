import type { SluiceConfig } from '@sluice/project';

export type { AnyRule, Observation, Rule, RuleContext } from '@sluice/compat';
export { type Dialect, duckdb } from '@sluice/ddl';
export { type EmitRequest, type GeneratedFile, generatedMark, type Target } from '@sluice/generators';
export type { SendOutcome, Sink } from '@sluice/ingest';
export type { SluiceConfig } from '@sluice/project';

/** Types the default export of `sluice.config.ts`. */
export function defineConfig(config: SluiceConfig): SluiceConfig {
  return config;
}
