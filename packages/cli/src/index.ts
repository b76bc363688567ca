import type { SluiceConfig } from './config.js';

export type { SluiceConfig } from './config.js';

/** Types the default export of `sluice.config.ts`. */
export function defineConfig(config: SluiceConfig): SluiceConfig {
  return config;
}
