import type { Flattening } from '../../dialect.js';

/** Structs as SUPER, or each key in a column of its own. */
export const redshiftFlattening: Flattening = {
  isOn: ({ dialects }) => dialects.redshift.structs === 'columns',
  turnedOn: (config) => ({
    ...config,
    dialects: { ...config.dialects, redshift: { ...config.dialects.redshift, structs: 'columns' } },
  }),
};
