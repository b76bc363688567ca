import type { Target } from '../target.js';
import { emit } from './emit.js';

/** The event reference in Markdown. */
export const docsTarget: Target = {
  id: 'docs',
  folder: 'docs',
  summary: 'Event reference in Markdown: a catalogue and one page per event.',
  committed: true,
  emit,
};
