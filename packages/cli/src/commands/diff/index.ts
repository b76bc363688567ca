import { command } from '../command.js';
import { options } from './options.js';

/** `sluice diff`. */
export const diff = command({
  id: 'diff',
  summary: 'Say in words what changed between two versions of an event, and what that does on every surface',
  args: '<event> [from] [to]',
  options,
  examples: ['sluice diff purchase', 'sluice diff purchase 1.0 1.1'],
  load: () => import('./run.js'),
});
