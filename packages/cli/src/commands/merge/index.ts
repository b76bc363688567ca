import { command } from '../command.js';
import { options } from './options.js';

/** `sluice merge`. */
export const merge = command({
  id: 'merge',
  summary: 'Merge raw events into Parquet, hour by hour, without duplicates',
  args: '',
  options,
  examples: [
    'sluice merge',
    'sluice merge --from 2026-11-01 --to 2026-11-20',
    'sluice merge --print athena --hour 2026-11-20T10',
    'sluice merge --print athena --listing raw.json --records merged/ --json',
  ],
  load: () => import('./run.js'),
});
