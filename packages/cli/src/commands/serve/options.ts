import { parsed, text, type ValuesOf } from '../option.js';

/** The options of `sluice serve`. */
export const options = {
  port: parsed('<number>', 'port; 0 for a free one (default: collector.port, or 8080)', Number),
  host: text('<address>', 'address to listen on (default: collector.host, or 0.0.0.0)'),
  data: text('<folder>', 'where spool and dead letters lie (default: .sluice)'),
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;
