import { command } from '../command.js';
import { options } from './options.js';

/** `sluice generate`. */
export const generate = command({
  id: 'generate',
  summary: 'Write the registry and everything generated from it',
  args: '',
  options,
  examples: ['sluice generate', 'sluice generate --check'],
  load: () => import('./run.js'),
});
