import type { Target } from '../target.js';
import { emitSdk } from './emit.js';

/** The typed client SDK. */
export const sdkTarget: Target = {
  id: 'sdk',
  folder: 'sdk',
  summary: 'One interface and one function for each event, for applications that send them.',
  committed: true,
  emit: ({ model }) => emitSdk(model),
};
