import { Option as Flag, type Command as Program } from 'commander';
import type { Command } from './commands/command.js';
import type { Option } from './commands/option.js';
import type { Io } from './io.js';

/** Adds a command to the program; `ended` is told its exit code. */
export function addCommand(program: Program, command: Command, io: Io, ended: (code: number) => void): void {
  const sub = program.command(`${command.id} ${command.args}`.trim()).summary(command.summary);
  sub.description(`${command.summary}.`);
  for (const [name, option] of Object.entries(command.options)) sub.addOption(flagOf(name, option));
  sub.addHelpText('after', `\nExamples:\n${command.examples.map((line) => `  ${line}`).join('\n')}`);
  sub.action(async (...received: unknown[]) => {
    const args = received.slice(0, -2).filter((value): value is string => typeof value === 'string');
    const { run } = await command.load();
    ended(await run(args, sub.opts(), io));
  });
}

function flagOf(key: string, { value, description, read }: Option<unknown>): Flag {
  const name = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const flag = new Flag(`${name} ${value}`.trim(), description);
  return read ? flag.argParser((typed) => read(typed, name)) : flag;
}
