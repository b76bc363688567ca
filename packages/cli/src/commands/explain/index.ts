import { command } from '../command.js';
import { options } from './options.js';

/** `sluice explain`. */
export const explain = command({
  id: 'explain',
  summary: 'Show one finding of the check in full, with the waiver to paste',
  args: '<fingerprint>',
  options,
  examples: ['sluice explain 9643d323b548'],
  load: () => import('./run.js'),
});
