import type { Command } from '../commands/command.js';
import { type Ran, runCommand, type Typed } from './run-command.js';

/** Runs a command in this process: its exit code, and what it wrote. */
export function answerOf(command: Command, args: readonly string[], options: Typed, cwd: string): Promise<Ran> {
  return runCommand(command, cwd, { args, options });
}
