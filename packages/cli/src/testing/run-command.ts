import type { CommandModule, Options } from '../commands/command.js';
import { type Io, painter } from '../io.js';

/** What a command that ran in this process left behind. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process, in a folder, and keeps what it would have shown without colours. */
export async function runCommand(
  command: CommandModule,
  cwd: string,
  { args = [], options = {} }: { readonly args?: readonly string[]; readonly options?: Options } = {},
): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    paint: painter(false),
    cwd,
    stopped: () => new Promise<void>(() => undefined),
  };
  const code = await command.run(args, options, io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}
