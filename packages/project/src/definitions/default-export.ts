import type { EventDefinition } from '@sluice/contract';
import { type PlacedProblem, placed } from './placed-problem.js';
import { lineOfKey } from './source-scan.js';

/** The definition that a file exports by default, or what is wrong with that. */
export function definitionIn(
  module: { readonly [name: string]: unknown },
  file: string,
  source: string,
): EventDefinition | PlacedProblem {
  const exported = module.default;
  if (!isDefinition(exported))
    return placed({ code: 'no-definition', file, ...notADefinition(module, source) }, source);
  const [version = '', event = ''] = file.slice(0, -'.ts'.length).split('/').reverse();
  if (exported.name === event && exported.version === version) return exported;
  return placed({ code: 'misplaced', file, ...misplaced(exported, event, version, source) }, source);
}

function isDefinition(value: unknown): value is EventDefinition {
  const kind = (value as { kind?: unknown } | null | undefined)?.kind;
  return kind === 'event' || kind === 'envelope';
}

const usual = 'Write: export default defineEvent({ … });';
const emptyFix = `${usual} If the version is published, restore the file from git. If it never was, you can remove the file.`;

interface Wrong {
  readonly message: string;
  readonly fix: string;
  readonly line: number;
}

function notADefinition(module: { readonly [name: string]: unknown }, source: string): Wrong {
  const line = firstLine(source, /\bexport\b/) ?? firstLine(source, /\bdefine(?:Event|Envelope)\(/) ?? 1;
  const exported = module.default;
  if (source.trim() === '') return { line: 1, message: 'The file is empty.', fix: emptyFix };
  if (!('default' in module) || exported === undefined) {
    const named = Object.keys(module).find((name) => isDefinition(module[name]));
    if (named !== undefined)
      return {
        line,
        message: `The file exports the definition as "${named}", not by default.`,
        fix: `Write export default instead of export const ${named} =.`,
      };
    return { line, message: 'The file exports no definition by default.', fix: usual };
  }
  return { line, fix: usual, message: `What the file exports by default is ${kindOf(exported)}, not a definition.` };
}

function firstLine(source: string, pattern: RegExp): number | undefined {
  const at = source.split('\n').findIndex((line) => pattern.test(line));
  return at === -1 ? undefined : at + 1;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list (each version has a file of its own)';
  if (value instanceof Promise) return 'a promise';
  if (typeof value === 'function') return 'a function that was not called';
  return typeof value === 'object' && value !== null
    ? 'a plain object without defineEvent(…) around it'
    : JSON.stringify(value);
}

function misplaced({ name, version }: EventDefinition, event: string, wanted: string, source: string): Wrong {
  const key = name === event ? 'version' : 'name';
  const said =
    name === event ? `version: '${wanted}'` : name === 'envelope' ? 'defineEvent({ name: … })' : `name: '${event}'`;
  return {
    line: lineOfKey(source, key),
    message: `The file defines ${name} ${version}, and lies where ${event} ${wanted} belongs.`,
    fix: `Write ${said}, or move the file to ${name}/${version}.ts.`,
  };
}
