import { bump } from './bump/index.js';
import { check } from './check/index.js';
import type { Command } from './command.js';
import { compact } from './compact/index.js';
import { compat } from './compat/index.js';
import { ddl } from './ddl/index.js';
import { deadletters } from './deadletters/index.js';
import { dev } from './dev/index.js';
import { diff } from './diff/index.js';
import { explain } from './explain/index.js';
import { generate } from './generate/index.js';
import { merge } from './merge/index.js';
import { migrate } from './migrate/index.js';
import { newEvent } from './new/index.js';
import { partitions } from './partitions/index.js';
import { query } from './query/index.js';
import { replay } from './replay/index.js';
import { send } from './send/index.js';
import { serve } from './serve/index.js';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  newEvent,
  bump,
  generate,
  check,
  explain,
  diff,
  compat,
  ddl,
  dev,
  serve,
  send,
  merge,
  compact,
  partitions,
  migrate,
  query,
  deadletters,
  replay,
];
