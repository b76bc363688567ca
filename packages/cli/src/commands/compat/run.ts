import path from 'node:path';
import {
  type AnySchema,
  comparePair,
  namingFiles,
  type PairOptions,
  type PairResultLine,
  pairErrorLine,
  pairFindings,
  pairResultLine,
  readPairLine,
} from '@sluice/compat/pair';
import { writeJson } from '@sluice/contract';
import { ProblemList, UsageError } from '@sluice/project';
import type { RegistryAnswer } from '@sluice/project/check';
import { readSchema } from '@sluice/project/schema-files';
import { exit } from '../../exit.js';
import type { Io } from '../../io.js';
import type { Options } from './options.js';
import { linesOf, type NumberedLine } from './pair-lines.js';
import { pairSchemas } from './pair-schemas.js';
import { renderPair } from './render-pair.js';
import type { RegistryLine } from './render-registry.js';

/** Compares two JSON Schema files, or many pairs from one file. Exit 3 where a pair is not proven compatible. */
export async function run(files: readonly [string?, string?], options: Options, io: Io): Promise<number> {
  const how = pairOptions(options);
  if (options.pairs !== undefined) {
    if (files.length > 0) throw new UsageError('--pairs takes its schemas from one file: give no others.');
    return comparePairs(options.pairs === '-' ? '-' : path.resolve(io.cwd, options.pairs), how, options, io);
  }
  const [old, fresh] = files;
  if (old === undefined || fresh === undefined) {
    throw new UsageError('Name two JSON Schema files, or --pairs with a file of {"id", "old", "new"} lines.');
  }
  return compareFiles(old, fresh, how, options, io);
}

async function compareFiles(old: string, fresh: string, how: PairOptions, options: Options, io: Io): Promise<number> {
  const { root } = options;
  const read = [readSchema(io.cwd, old, root), readSchema(io.cwd, fresh, root)] as const;
  const given = [read[0].schema as AnySchema, read[1].schema as AnySchema] as const;
  const files = [path.resolve(io.cwd, old), path.resolve(io.cwd, fresh)] as const;
  const { registry, before, after, notices } = await pairSchemas(given, files, options, io.cwd);
  if (registry) return printRegistry(registry, options, io);
  for (const notice of notices) io.err(notice);
  const { problem, ...answers } = comparePair(before, after, how);
  if (problem) {
    const [file, bundle] = problem.side === 'old' ? [old, read[0]] : [fresh, read[1]];
    const message = namingFiles(problem.message, bundle);
    throw new ProblemList([{ ...problem, message, path: namingFiles(`${file}#${problem.path}`, bundle, file) }]);
  }
  const parts = { before: read[0].parts, after: read[1].parts };
  const findings = pairFindings({ before, after, parts }, answers, how).map((one) =>
    one.verdict === 'unknown'
      ? { ...one, path: namingFiles(one.path, one.path.startsWith('old') ? read[0] : read[1]) }
      : one,
  );
  if (options.json) io.out(writeJson(pairResultLine(undefined, answers, findings), 2));
  else io.out(renderPair(answers, findings, io.paint));
  return findings.length === 0 ? exit.clean : exit.findings;
}

async function printRegistry(answer: RegistryAnswer, options: Options, io: Io): Promise<number> {
  const { registryLine, renderRegistry } = await import('./render-registry.js');
  if (options.json) io.out(JSON.stringify(registryLine(answer), null, 2));
  else io.out(renderRegistry(answer, io.paint));
  return answer.ok ? exit.clean : exit.findings;
}

/** A line that has no answer is answered with why, and the rest goes on. */
async function comparePairs(file: string, how: PairOptions, options: Options, io: Io): Promise<number> {
  let clean = true;
  try {
    for await (const line of linesOf(file)) {
      const result = await answerTo(line, how, options, io.cwd);
      io.out(writeJson(result));
      clean &&= 'registry' in result ? result.ok : !('error' in result) && result.findings.length === 0;
    }
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
  return clean ? exit.clean : exit.findings;
}

async function answerTo(
  { number, text }: NumberedLine,
  how: PairOptions,
  options: Options,
  cwd: string,
): Promise<PairResultLine | (RegistryLine & { readonly id?: unknown })> {
  const pair = readPairLine(text, number);
  if ('error' in pair) return pair;
  try {
    const { registry, before, after } = await pairSchemas([pair.old, pair.new], [undefined, undefined], options, cwd);
    if (registry) {
      const { registryLine } = await import('./render-registry.js');
      return { ...(pair.id !== undefined && { id: pair.id }), ...registryLine(registry) };
    }
    const { problem, ...answers } = comparePair(before, after, how);
    if (problem) return pairErrorLine(pair.id, problem);
    return pairResultLine(pair.id, answers, pairFindings({ before, after }, answers, how));
  } catch (error) {
    return pairErrorLine(pair.id, { code: 'failed', message: (error as Error).message });
  }
}

function pairOptions({ direction = 'full', policy = 'strict', assertFormat = false }: Options): PairOptions {
  return { direction, policy, assertFormat };
}
