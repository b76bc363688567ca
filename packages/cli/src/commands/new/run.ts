import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventNamePattern } from '@sluice/contract';
import { findProject, type Project, UsageError } from '@sluice/project';
import { definitionSource, envelopeSource, type NewField, parseField, placeholders } from '@sluice/project/definitions';
import { registryModel } from '@sluice/project/registry';
import { exit } from '../../exit.js';
import type { Io } from '../../io.js';
import { run as check } from '../check/run.js';
import { exampleOf, shellWord } from '../dev/event-example.js';
import { run as generate } from '../generate/run.js';
import type { Options } from './options.js';

/** Writes `schemas/<event>/1.0.ts`, generates, checks, and says what to do next. */
export async function run([name]: readonly [string], options: Options, io: Io): Promise<number> {
  if (!eventNamePattern.test(name)) {
    throw new UsageError(`"${name}" is not an event name. Use snake_case, e.g. sluice new checkout_abandoned.`);
  }
  const project = await findProject(io.cwd);
  const { root, config } = project;
  const folder = path.join(root, config.schemas, name);
  if (existsSync(folder))
    throw new UsageError(`The event "${name}" exists already. For a new version: sluice bump ${name}`);
  const fields: NewField[] = (options.field ?? []).map(parseField);
  const doubled = fields.find((field, index) => fields.findIndex((other) => other.name === field.name) < index);
  if (doubled) throw new UsageError(`--field ${doubled.name} is given twice.`);
  await mkdir(folder, { recursive: true });
  const file = `${config.schemas}/${name}/1.0.ts`;
  await writeFile(path.join(root, file), definitionSource({ name, fields, ...texts(name, options) }));
  io.out(`${io.paint.green('✓')} Wrote ${io.paint.bold(file)}\n`);
  await writeEnvelopeIfMissing(path.join(root, config.schemas), io);
  const generated = await generate([], {}, io).catch(async (error: unknown) => {
    if (speaksOf(error, name)) {
      await rm(folder, { recursive: true });
      io.err(`${io.paint.yellow('!')} ${file} would not be valid and was taken back.`);
    }
    throw error;
  });
  if (generated !== exit.clean) return generated;
  const checked = await check([], {}, io);
  io.out(await nextSteps(file, name, project, io));
  return checked;
}

/** Every event needs the envelope's fields: a project's first event brings a usual one. */
async function writeEnvelopeIfMissing(schemas: string, io: Io): Promise<void> {
  const folder = path.join(schemas, 'envelope');
  if (existsSync(folder)) return;
  await mkdir(folder);
  await writeFile(path.join(folder, '1.0.ts'), envelopeSource);
  io.out(`${io.paint.green('✓')} Wrote ${io.paint.bold('envelope/1.0.ts')}: the fields that every event has\n`);
}

/** Whether the error is about this event. */
function speaksOf(error: unknown, name: string): boolean {
  const { path: where, message } = error as { path?: string; message?: string };
  return `${where} ${message}`.includes(name);
}

function texts(name: string, { owner, description }: Options): { owner: string; description: string } {
  return {
    owner: owner ?? placeholders.owner,
    description: description ?? placeholders.description(name),
  };
}

async function nextSteps(file: string, name: string, project: Project, { paint }: Io): Promise<string> {
  const model = await registryModel(project);
  const family = model.events.find((event) => event.name === name);
  const example = family && (await exampleOf(family, model));
  return [
    '',
    paint.bold('Next'),
    `  1. Open ${file}: say what happened, who answers for it, and which fields it has.`,
    '  2. Write the SDK function, tables, Lambda and documentation, see who would be hurt, and commit everything:',
    '       npx sluice generate',
    '       npx sluice check',
    '  3. Try it:',
    '       npx sluice dev',
    '     and in a second terminal:',
    `       npx sluice send ${name} ${shellWord(example?.json ?? '{}')}`,
  ].join('\n');
}
