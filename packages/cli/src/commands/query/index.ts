import { command } from '../command.js';
import { options } from './options.js';

/** `sluice query`. */
export const query = command({
  id: 'query',
  summary: 'Ask the local lake, with views named like the warehouse tables',
  args: '<sql>',
  options,
  examples: [`sluice query "SELECT event, count(*) FROM events GROUP BY event"`],
  load: () => import('./run.js'),
});
