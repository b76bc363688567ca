import { command } from '../command.js';
import { options } from './options.js';

/** `sluice replay`. */
export const replay = command({
  id: 'replay',
  summary: 'Send dead letters again after a fix of the contract; each goes in once, however often it is run',
  args: '',
  options,
  examples: [
    'sluice replay',
    'sluice replay --event purchase --dry-run',
    'sluice replay --from source --since 2024-05-01',
  ],
  load: () => import('./run.js'),
});
