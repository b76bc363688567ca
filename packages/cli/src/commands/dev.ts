import type { Options } from '../commands.js';
import type { Io } from '../io.js';

/** Compares the definitions with what is published. */
export async function run(_args: readonly string[], _options: Options, _io: Io): Promise<number> {
  return 0;
}
