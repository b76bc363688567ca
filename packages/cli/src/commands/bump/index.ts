import { command } from '../command.js';
import { options } from './options.js';

/** `sluice bump`. */
export const bump = command({
  id: 'bump',
  summary: 'Copy the newest version of an event to the next one, to be edited',
  args: '<event>',
  options,
  examples: ['sluice bump purchase', 'sluice bump purchase --major'],
  load: () => import('./run.js'),
});
