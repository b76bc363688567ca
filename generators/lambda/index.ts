import type { Target } from '../target.js';
import { emit } from './emit.js';

/** The entry of the Firehose transform Lambda, and how to deploy it. */
export const lambdaTarget: Target = {
  id: 'lambda',
  folder: 'lambda',
  summary: 'Entry of the Firehose transform Lambda with deployment notes.',
  committed: true,
  emit,
};
