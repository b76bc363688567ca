import { command } from '../command.js';
import { options } from './options.js';

/** `sluice dev`. */
export const dev = command({
  id: 'dev',
  summary: 'Run collector, stream and lake on this machine until stopped',
  args: '',
  options,
  examples: ['sluice dev', 'sluice dev --port 0'],
  load: () => import('./run.js'),
});
