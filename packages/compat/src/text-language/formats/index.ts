import type { Format } from './format.js';
import { networkFormats } from './network.js';
import { referenceFormats } from './references.js';
import { timeFormats } from './times.js';

export type { Format } from './format.js';

/** Every format that something is known about. */
export const formats: readonly Format[] = [...timeFormats, ...networkFormats, ...referenceFormats];

const byId = new Map(formats.map((format) => [format.id, format]));

/** What is known of a format. One that is not listed may take any text or none: validators ignore it or do not. */
export function formatOf(id: string): Format {
  return byId.get(id) ?? { id, source: '', members: [], others: [], surely: '[]', possibly: '' };
}
