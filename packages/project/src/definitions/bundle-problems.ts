import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { conflictLine, nearest } from '@sluice/contract';
import type { Message } from 'esbuild';
import { entryName } from './bundle.js';
import { meantBy } from './known-words.js';
import { exportsOf, nodeModules, packageNamespace } from './package-modules.js';
import { type PlacedProblem, placed } from './placed-problem.js';

interface Said {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

/** What esbuild found in the project's sources, each once, with place and advice. `fallback` names the file where a message names none. */
export function bundleProblems(messages: readonly Message[], root: string, fallback: string): PlacedProblem[] {
  const problems = messages.map((message) => problemOf(message, root, fallback));
  const torn = new Set(problems.filter(({ code }) => code === 'merge-conflict').map(({ file }) => file));
  const kept = problems.filter(({ code, file }) => code === 'merge-conflict' || !torn.has(file));
  return [...new Map(kept.map((problem) => [`${problem.path} ${problem.message}`, problem])).values()];
}

function problemOf(message: Message, root: string, fallback: string): PlacedProblem {
  const { location, text } = message;
  const file = !location || location.file === entryName ? fallback : location.file;
  const source = sourceOf(root, file);
  const torn = conflictProblem(file, source);
  if (torn) return torn;
  const place = location && location.file === file ? { line: location.line, column: location.column + 1 } : {};
  return placed({ file, ...place, ...explained(text, { root, file }) }, source);
}

/** The problem of a file that holds an unresolved merge conflict; undefined for any other. */
export function conflictProblem(file: string, source: string): PlacedProblem | undefined {
  const line = conflictLine(source);
  if (line === undefined) return undefined;
  const message = 'The file holds an unresolved merge conflict.';
  const fix =
    'Keep one of the two parts (or what both of them say), and take the lines <<<<<<<, ======= and >>>>>>> out.';
  return placed({ code: 'merge-conflict', message, fix, file, line }, source);
}

function sourceOf(root: string, file: string): string {
  const whole = path.join(root, file);
  return existsSync(whole) ? readFileSync(whole, 'utf8') : '';
}

interface Where {
  readonly root: string;
  readonly file: string;
}

/** Every form of message that says more than a syntax error; the first that fits. */
const forms: readonly (readonly [RegExp, (match: RegExpExecArray, where: Where) => Said])[] = [
  [
    /^No matching export in "(.+)" for import "(.+)"$/,
    ([, from = '', name = ''], where) => wrongImport(from, name, where),
  ],
  [
    /^Import "(.+)" will always be undefined because there is no matching export in "(.+)"$/,
    ([, name = '', from = ''], where) => wrongImport(from, name, where),
  ],
  [/^Could not resolve "(.+)"$/, ([, specifier = ''], where) => unresolved(specifier, where)],
  [
    /lies outside (\S+): definitions import packages/,
    ({ input }) => ({
      code: 'import-outside',
      message: `${input}.`,
      fix: 'Move what is shared into the folder of the definitions; a check has to see every file that can change one.',
    }),
  ],
  [
    /^"(.+)" cannot be loaded: /,
    ({ input }) => ({ code: 'import-failed', message: `${input}.`, fix: 'Mend the package, or take the import out.' }),
  ],
];

function explained(text: string, where: Where): Said {
  for (const [form, explain] of forms) {
    const match = form.exec(text);
    if (match) return explain(match, where);
  }
  return { code: 'syntax', message: `${text}.`, fix: 'Correct the file; your editor shows the same place.' };
}

function wrongImport(from: string, name: string, { root }: Where): Said {
  const specifier = from.startsWith(`${packageNamespace}:`) ? from.slice(packageNamespace.length + 1) : undefined;
  const known = specifier === undefined ? exportsIn(sourceOf(root, from)) : exportsOf(specifier);
  const message =
    name === 'default'
      ? `"${specifier ?? from}" has no default export.`
      : `"${specifier ?? from}" exports no "${name}".`;
  const guess = nearest(name, known);
  const meant = specifier === '@sluice/contract' ? meantBy(name) : undefined;
  const list = known.length > 0 && known.length <= 20 ? `It exports ${known.join(', ')}.` : 'Correct the name.';
  return { code: 'import-unknown', message, fix: meant ?? (guess === undefined ? list : `Did you mean ${guess}?`) };
}

/** The names that a source exports where it declares them: enough for a guess. */
function exportsIn(source: string): string[] {
  const declared = source.matchAll(/\bexport\s+(?:async\s+)?(?:const|let|var|function\*?|class|enum)\s+([\w$]+)/g);
  return [...declared].map(([, name = '']) => name);
}

function unresolved(specifier: string, where: Where): Said {
  return specifier.startsWith('.') ? missingFile(specifier, where) : missingPackage(specifier, where);
}

function missingFile(specifier: string, { root, file }: Where): Said {
  const target = path.join(root, path.dirname(file), specifier);
  const folder = path.dirname(target);
  const bare = (name: string) => name.replace(/\.[cm]?[jt]sx?$/, '');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.[cm]?[jt]sx?$|\.json$/.test(name)) : [];
  const guess = nearest(bare(path.basename(specifier)), names.map(bare));
  const fix =
    guess === undefined
      ? 'Correct the path, or write the file.'
      : `Did you mean "${specifier.slice(0, specifier.lastIndexOf('/') + 1)}${guess}.js"?`;
  return { code: 'import-missing', message: `There is no file "${specifier}".`, fix };
}

function missingPackage(specifier: string, { root }: Where): Said {
  const installed = [...ownPackages, ...dependenciesIn(root)];
  const guess = nearest(specifier, [...installed, ...nodeModules, ...nodeModules.map((name) => `node:${name}`)]);
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  const fix =
    guess !== undefined && guess !== specifier
      ? `Did you mean "${guess}"?`
      : installed.includes(name)
        ? `Install the packages of the project first (npm install); "${name}" may also have no such part.`
        : `Install it (npm install --save-dev ${name}), or take the import out.`;
  return { code: 'import-missing', message: `There is no package "${specifier}".`, fix };
}

const ownPackages = ['@sluice/contract', '@sluice/cli', '@sluice/sdk'];

function dependenciesIn(root: string): string[] {
  try {
    const { dependencies, devDependencies } = JSON.parse(sourceOf(root, 'package.json')) as {
      readonly [group: string]: object | undefined;
    };
    return Object.keys({ ...dependencies, ...devDependencies });
  } catch {
    return [];
  }
}
