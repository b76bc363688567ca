import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findProject, type Project, problemsOf } from '@sluice/project';
import { type CheckedContract, checkContract, reportOfProblems } from '@sluice/project/check';
import { exit } from '../../exit.js';
import { type Io, painter } from '../../io.js';
import { checkRequest } from '../../today.js';
import { checkFormats } from './formats.js';
import type { CheckFormat, Options } from './options.js';

/** Compares the definitions with the registry of the base revision. Exit 3 where a finding stands in the way. */
export async function run(_args: readonly [], options: Options, io: Io): Promise<number> {
  const { output, format = options.json ? 'json' : 'text' } = options;
  const project = await findProject(io.cwd);
  const checked = await checkContract(project, checkRequest(options)).catch((error: unknown) =>
    malformed(error, format, project),
  );
  const paint = output === undefined ? io.paint : painter(false);
  const text = await checkFormats[format](checked, project, paint);
  if (format !== 'json') tellNotices(checked, io);
  if (output === undefined) io.out(text.trimEnd());
  else await writeFile(path.resolve(io.cwd, output), text);
  return checked.report.ok ? exit.clean : exit.findings;
}

/** More of them say nothing new. */
const shownNotices = 10;

/** The report as JSON has them in it. */
function tellNotices({ notices }: CheckedContract, { err, paint }: Io): void {
  for (const { file, message, fix } of notices.slice(0, shownNotices))
    err(`${paint.yellow('!')} ${file}: ${message} ${fix}`);
  if (notices.length > shownNotices) err(`  … and ${notices.length - shownNotices} more like these.`);
}

/** People read what is malformed on stderr; every other format reports it like any finding. */
function malformed(error: unknown, format: CheckFormat, project: Project): CheckedContract {
  const problems = problemsOf(error);
  if (!problems || format === 'text') throw error;
  return {
    ...reportOfProblems(problems, project),
    base: 'nothing: definitions are malformed',
    head: { events: [], envelopes: [] },
    notices: [],
  };
}
