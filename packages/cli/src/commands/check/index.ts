import { command } from '../command.js';
import { options } from './options.js';

/** `sluice check`. */
export const check = command({
  id: 'check',
  summary: 'Compare the definitions with what is published, and refuse what breaks somebody',
  args: '',
  options,
  examples: ['sluice check', 'sluice check --against origin/main --json', 'sluice check --format github'],
  load: () => import('./run.js'),
});
