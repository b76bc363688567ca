import { Command as Program } from 'commander';
import { commands } from './commands/index.js';
import { exit } from './exit.js';
import { type Io, painter } from './io.js';
import { endOfOutput } from './output-end.js';
import { addCommand } from './program.js';
import { stopRequest } from './stop-request.js';
import { version } from './version.js';

function terminalIo(): Io {
  const outputEnds = endOfOutput([process.stdout, process.stderr]);
  return {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    paint: painter(process.stdout.isTTY === true),
    cwd: process.cwd(),
    stopped: () => Promise.race([stopRequest(process), outputEnds]),
  };
}

async function main(): Promise<void> {
  const io = terminalIo();
  const program = new Program('sluice')
    .description('Event contracts: one typed definition per event version, everything else generated and checked.')
    .version(version, '--version')
    .exitOverride()
    .configureHelp({ sortSubcommands: false })
    .showSuggestionAfterError(true);
  for (const command of commands)
    addCommand(program, command, io, (code) => {
      process.exitCode = code;
    });
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = await report(error, io);
  }
}

async function report(error: unknown, io: Io): Promise<number> {
  const { code, exitCode, name, message, fix } = error as { [key: string]: string } & { exitCode?: number };
  if (code?.startsWith('commander.')) return exitCode === 0 ? exit.clean : exit.usage;
  if (name === 'UsageError') {
    io.err(`${io.paint.red('✗')} ${message}`);
    return exit.usage;
  }
  if (name === 'ContractError' || name === 'ProblemList') {
    const { renderProblems } = await import('./render-problems.js');
    io.err(renderProblems(error, io.paint));
    return exit.findings;
  }
  io.err(`${io.paint.red('✗')} ${fix ? `${message}\n  ${fix}` : ((error as Error)?.stack ?? String(error))}`);
  return exit.failed;
}

await main();
