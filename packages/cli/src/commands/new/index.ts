import { command } from '../command.js';
import { options } from './options.js';

/** `sluice new`. */
export const newEvent = command({
  id: 'new',
  summary: 'Start a new event: a definition, its generated files and a check',
  args: '<event>',
  options,
  examples: [
    'sluice new checkout_abandoned',
    'sluice new coupon_used --owner marketing --field code:string --field value:decimal(10,2)',
  ],
  load: () => import('./run.js'),
});
