import type { CheckReport, Finding } from '@sluice/compat';
import { fingerprintOf } from '@sluice/compat/internal';
import type { Problem } from '@sluice/contract';
import type { PlacedProblem } from '../definitions/placed-problem.js';
import type { Project } from '../project.js';

/** What is malformed as a report, so that every format tells machines about it, too; and the lines on which it is written. */
export function reportOfProblems(
  problems: readonly (Problem | PlacedProblem)[],
  project: Project,
): { readonly report: CheckReport; readonly lines: ReadonlyMap<Finding, number> } {
  const found = problems.map((problem) => ({ finding: findingOf(problem, project), line: placeOf(problem).line }));
  const lines = found.flatMap(({ finding, line }) => (line === undefined ? [] : [[finding, line] as const]));
  const findings = found.map(({ finding }) => finding);
  return { report: { findings, changes: [], bumps: [], ok: false }, lines: new Map(lines) };
}

function findingOf(problem: Problem | PlacedProblem, { config }: Project): Finding {
  const { code, message, fix } = problem;
  const { file, inside } = placeOf(problem);
  const [, event, version] = versionFile(config.schemas).exec(file) ?? [];
  const place = event !== undefined && version !== undefined ? { event, version } : { event: 'contract', version: '' };
  const identity = { rule: 'malformed-definition', event: place.event, surface: 'definition', path: inside };
  return {
    ...identity,
    severity: 'error',
    version: place.version,
    message,
    why: `The contract cannot be read (${code}), so nothing was compared.`,
    fix,
    verdict: 'unknown',
    fingerprint: fingerprintOf({ ...identity, kind: code, detail: message }),
    ...(event === undefined && { file }),
  };
}

interface ProblemPosition {
  readonly file: string;
  readonly line?: number;
  readonly inside: string;
}

/** Problems stand at `<file>`, `<file>:<line>:<column>`, or `<file>: <path>`. */
function placeOf(problem: Problem | PlacedProblem): ProblemPosition {
  if ('file' in problem) return problem;
  const [, file = '', line, inside = ''] = /^(.*?)(?::(\d+))?(?::\d+)?(?:: (.*))?$/.exec(problem.path) ?? [];
  return { file, inside, ...(line !== undefined && { line: Number(line) }) };
}

function versionFile(schemas: string): RegExp {
  return new RegExp(`^${schemas.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/([a-z][a-z0-9_]*)/(\\d+\\.\\d+)\\.ts$`);
}
