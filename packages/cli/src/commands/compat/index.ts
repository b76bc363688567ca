import { command } from '../command.js';
import { options } from './options.js';

/** `sluice compat`. */
export const compat = command({
  id: 'compat',
  summary: 'Say whether two JSON Schemas of any draft are compatible, with a proof or a value that shows they are not',
  args: '[old] [new]',
  options,
  examples: ['sluice compat old.json new.json', 'sluice compat --direction backward --pairs pairs.ndjson'],
  load: () => import('./run.js'),
});
