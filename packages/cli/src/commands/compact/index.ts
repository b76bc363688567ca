import { command } from '../command.js';
import { options } from './options.js';

/** `sluice compact`. */
export const compact = command({
  id: 'compact',
  summary: 'Write whole days of merged hours to a table of their own, in few large files',
  args: '',
  options,
  examples: ['sluice compact', 'sluice compact --print athena --from 2026-11-20'],
  load: () => import('./run.js'),
});
