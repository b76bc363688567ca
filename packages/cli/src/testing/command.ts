import type { Options } from '../commands/command.js';
import { type Io, painter } from '../io.js';

type Command = (args: readonly string[], options: Options, io: Io) => Promise<number>;

/** Runs a command in this process: its exit code, and what it wrote. */
export async function answerOf(command: Command, args: readonly string[], options: Options, cwd: string) {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    cwd,
    paint: painter(false),
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    stopped: () => new Promise(() => undefined),
  };
  const code = await command(args, options, io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}
