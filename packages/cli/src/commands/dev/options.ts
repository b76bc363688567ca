import { UsageError } from '@sluice/project/errors';
import { parsed, type ValuesOf } from '../option.js';
import { data } from '../shared-options.js';

/** The options of `sluice dev`. */
export const options = {
  port: parsed('<number>', 'port of the collector; 0 for a free one (default: 8080)', readPort),
  firehosePort: parsed('<number>', 'also answer as Amazon Data Firehose on this port; 0 for a free one', readPort),
  data,
};

/** What was typed of them. */
export type Options = ValuesOf<typeof options>;

function readPort(typed: string): number {
  const port = Number(typed);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new UsageError(`"${typed}" is not a port. Give a number from 0 to 65535.`);
}
