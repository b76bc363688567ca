import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ProblemList } from '../problems.js';
import { BundleRefused, bundle, importBundle } from './bundle.js';
import { bundleProblems, conflictProblem } from './bundle-problems.js';
import { inTime } from './in-time.js';
import { withLateErrors } from './late-errors.js';
import { placed } from './placed-problem.js';
import { isFrom, runProblems } from './run-problems.js';

/** What a configuration file exports by default. Throws a ProblemList with file and line where it cannot be loaded. */
export async function loadConfig(root: string, file: string): Promise<unknown> {
  const sourceOf = (name: string) =>
    existsSync(path.join(root, name)) ? readFileSync(path.join(root, name), 'utf8') : '';
  const torn = conflictProblem(file, sourceOf(file));
  if (torn) throw new ProblemList([torn]);
  const entry = `export const load = () => import(${JSON.stringify(`./${file}`)});`;
  const made = await bundle({ root, entry }).catch((error: unknown) => {
    throw error instanceof BundleRefused ? new ProblemList(bundleProblems(error.messages, root, file)) : error;
  });
  const { exports, url } = await importBundle(root, made);
  const refuse = (error: unknown): never => {
    throw new ProblemList(runProblems(error, { bundle: made, url, file, sourceOf }));
  };
  const loading = () => inTime((exports.load as () => Promise<object>)(), file).catch(refuse);
  const { result: module, late } = await withLateErrors(loading, (error) => isFrom(error, url));
  if (late.length > 0) refuse(late[0]);
  const exported = (module as { readonly default?: unknown }).default;
  const said = sourceOf(file)
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    .trim();
  // A file that exports nothing at all is a CommonJS module with an empty object.
  const says = file.endsWith('.json') || /\bexports?\b/.test(said);
  if (exported !== undefined && says) return exported;
  const message = said === '' ? 'The file is empty.' : 'The file exports no configuration by default.';
  const fix = "Write: export default defineConfig({ … }); with import { defineConfig } from '@sluice/cli'.";
  throw new ProblemList([placed({ code: 'no-config', file, line: 1, message, fix }, sourceOf(file))]);
}
