import { Command as Program } from 'commander';
import type { Command } from '../commands/command.js';
import { type Io, painter } from '../io.js';
import { addCommand } from '../program.js';

/** What a command that ran in this process left behind. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Options by their names, as somebody types them. */
export type Typed = { readonly [name: string]: string | boolean | readonly string[] | undefined };

/** Runs a command in this process, in a folder, as if it was typed, and keeps what it would have shown without colours. */
export async function runCommand(
  command: Command,
  cwd: string,
  { args = [], options = {} }: { readonly args?: readonly string[]; readonly options?: Typed } = {},
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
  let code = -1;
  const program = new Program().exitOverride();
  addCommand(program, command, io, (ended) => {
    code = ended;
  });
  await program.parseAsync([command.id, ...Object.entries(options).flatMap(typed), '--', ...args], { from: 'user' });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

function typed([key, value]: readonly [string, Typed[string]]): string[] {
  const name = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  if (value === undefined || value === false) return [];
  if (value === true) return [name];
  return [value].flat().map((text) => `${name}=${text}`);
}
