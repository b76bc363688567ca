import { command } from '../command.js';
import { options } from './options.js';

/** `sluice migrate`. */
export const migrate = command({
  id: 'migrate',
  summary: 'Bring the tables of a warehouse up to the contract, migration by migration; twice is a no-op',
  args: '',
  options,
  examples: [
    'sluice migrate --url "postgres://etl@warehouse:5439/shop?sslmode=require"',
    'sluice migrate --dialect duckdb --database warehouse.duckdb --dry-run',
    'sluice migrate --dialect athena --print --from 7',
  ],
  load: () => import('./run.js'),
});
