import { command } from '../command.js';
import { options } from './options.js';

/** `sluice send`. */
export const send = command({
  id: 'send',
  summary: 'Send one event to the collector and print its verdict (JSON from the argument or standard input)',
  args: '<event> [json]',
  options,
  examples: [
    `sluice send login '{"userId":1,"timestamp":1714521600000}'`,
    'SLUICE_WRITE_KEY=… sluice send login --url https://collect.shop.example < login.json',
  ],
  load: () => import('./run.js'),
});
