import { command } from '../command.js';
import { options } from './options.js';

/** `sluice serve`. */
export const serve = command({
  id: 'serve',
  summary: 'Run the collector for production, as `collector` in sluice.config.ts says, until SIGTERM',
  args: '',
  options,
  examples: ['sluice serve', 'sluice serve --port 8080 --host 0.0.0.0'],
  load: () => import('./run.js'),
});
