import { command } from '../command.js';
import { options } from './options.js';

/** `sluice ddl`. */
export const ddl = command({
  id: 'ddl',
  summary: 'Write the table of one JSON Schema of any draft, or with two files the migration between them',
  args: '<file> [next]',
  options,
  examples: ['sluice ddl purchase.json --dialect redshift', 'sluice ddl 1-0-0.json 1-0-1.json --profile snowplow'],
  load: () => import('./run.js'),
});
