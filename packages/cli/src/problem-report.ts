import { type CheckReport, type Finding, fingerprintOf } from '@sluice/compat';
import type { Problem } from '@sluice/contract';
import type { Project } from './project.js';

/** Malformed definitions as a report, so that every format tells machines about them, too. */
export function reportOfProblems(problems: readonly Problem[], project: Project): CheckReport {
  return { findings: problems.map((problem) => findingOf(problem, project)), changes: [], bumps: [], ok: false };
}

function findingOf({ code, path, message, fix }: Problem, { config }: Project): Finding {
  const place = placeOf(path, config.schemas);
  const identity = { rule: 'malformed-definition', event: place.event, surface: 'definition', path: place.path };
  return {
    ...identity,
    severity: 'error',
    version: place.version,
    message,
    why: `The contract cannot be read (${code}), so nothing was compared.`,
    fix,
    verdict: 'unknown',
    fingerprint: fingerprintOf({ ...identity, kind: code, detail: message }),
    ...(place.file !== undefined && { file: place.file }),
  };
}

interface Place {
  readonly event: string;
  readonly version: string;
  readonly path: string;
  /** Where it is not the definition of that version. */
  readonly file?: string;
}

/** Problems stand at `<file>`, `<file>: <path>`, `<file>:<line>:<column>`, or `<event> <version>: <path>`. */
function placeOf(where: string, schemas: string): Place {
  const [file = '', ...inside] = where.split(':');
  const path = inside.join(':').trim();
  const [, event, version] =
    new RegExp(`^(?:${literally(schemas)}/)?([a-z][a-z0-9_]*)[ /](\\d+\\.\\d+)(?:\\.ts)?$`).exec(file) ?? [];
  if (event !== undefined && version !== undefined) return { event, version, path };
  return { event: 'contract', version: '', path, ...(file.includes('/') && { file }) };
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
