import { command } from '../command.js';
import { options } from './options.js';

/** `sluice partitions`. */
export const partitions = command({
  id: 'partitions',
  summary: 'Register partitions in the Glue Data Catalog (AWS settings as the AWS command line takes them)',
  args: '',
  options,
  examples: ['sluice partitions', 'sluice partitions --merged --from 2026-11-01'],
  load: () => import('./run.js'),
});
