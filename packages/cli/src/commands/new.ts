import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventNamePattern } from '@sluice/contract';
import type { Options } from '../commands.js';
import { exit, UsageError } from '../exit.js';
import type { Io } from '../io.js';
import { definitionSource, type NewField, parseField } from '../new-definition.js';
import { findProject } from '../project.js';
import { run as check } from './check.js';
import { run as generate } from './generate.js';

/** Writes `schemas/<event>/1.0.ts`, generates, checks, and says what to do next. */
export async function run([name = '']: readonly string[], options: Options, io: Io): Promise<number> {
  if (!eventNamePattern.test(name)) {
    throw new UsageError(`"${name}" is not an event name. Use snake_case, e.g. sluice new checkout_abandoned.`);
  }
  const { root, config } = await findProject(io.cwd);
  const folder = path.join(root, config.schemas, name);
  if (existsSync(folder))
    throw new UsageError(`The event "${name}" exists already. For a new version: sluice bump ${name}`);
  const fields: NewField[] = ((options.field ?? []) as string[]).map(parseField);
  await mkdir(folder, { recursive: true });
  const file = `${config.schemas}/${name}/1.0.ts`;
  await writeFile(path.join(root, file), definitionSource({ name, fields, ...texts(name, options) }));
  io.out(`${io.paint.green('✓')} Wrote ${io.paint.bold(file)}\n`);
  const generated = await generate([], {}, io);
  if (generated !== exit.clean) return generated;
  const checked = await check([], {}, io);
  io.out(nextSteps(file, name, io));
  return checked;
}

function texts(name: string, options: Options): { owner: string; description: string } {
  const words = name.replaceAll('_', ' ');
  return {
    owner: typeof options.owner === 'string' ? options.owner : 'your-team',
    description: typeof options.description === 'string' ? options.description : `Describe what happened: ${words}.`,
  };
}

function nextSteps(file: string, name: string, { paint }: Io): string {
  return [
    '',
    paint.bold('Next'),
    `  1. Open ${file}: say what happened, who answers for it, and which fields it has.`,
    '  2. sluice generate     writes the SDK function, the tables, the Lambda and the documentation',
    '  3. sluice check        shows who would be hurt; then commit everything',
    `  Try it: sluice dev, and in a second terminal: sluice send ${name} '{"userId":1, …}'`,
  ].join('\n');
}
