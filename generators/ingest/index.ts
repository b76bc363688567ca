import type { Target } from '../target.js';
import { emit } from './emit.js';

/** Validators and row writers for the collector, the local stream and the transform Lambda. */
export const ingestTarget: Target = {
  id: 'ingest',
  summary: 'Validators, upcasts and row writers of every published version, as plain JavaScript for the run time.',
  committed: false,
  emit,
};
