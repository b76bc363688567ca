import { configSchema } from './config-schema.js';
import type { Shape } from './shape.js';

/** The schema of the configuration as plain data. The build puts the data here, so that no command loads what made it. */
export const configShape: Shape = JSON.parse(JSON.stringify(configSchema)) as Shape;
