import { command } from '../command.js';
import { options } from './options.js';

/** `sluice deadletters`. */
export const deadletters = command({
  id: 'deadletters',
  summary: 'List what collector and transform rejected, by reason, event and app, with an example each',
  args: '',
  options,
  examples: ['sluice deadletters', 'sluice deadletters --event purchase --since 2024-05-01'],
  load: () => import('./run.js'),
});
