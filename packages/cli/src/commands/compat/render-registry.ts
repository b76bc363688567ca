import { inWords } from '@sluice/compat/internal';
import type { RegistryAnswer } from '@sluice/project/check';
import type { Paint } from '../../io.js';
import { renderDifference } from '../diff/render-difference.js';

/** What the check says about two registry files, for machines. */
export interface RegistryLine extends Omit<RegistryAnswer, 'event' | 'from' | 'to' | 'changes' | 'notices'> {
  readonly registry: { readonly event: string; readonly old: string; readonly new: string };
  readonly changes: readonly { readonly kind: string; readonly where: string; readonly what: string }[];
  readonly notices: readonly string[];
}

/** The answer as plain data. */
export function registryLine({ event, from, to, changes, ...answer }: RegistryAnswer): RegistryLine {
  return {
    registry: { event, old: from, new: to },
    ...answer,
    changes: changes.map((change) => ({ kind: change.kind, ...inWords(change) })),
  };
}

/** The answer for people: what was judged with what, the difference on every surface, and the verdict of the check. */
export function renderRegistry(answer: RegistryAnswer, paint: Paint): string {
  const warehouses = answer.findings.filter(({ surface }) => !['ingest', 'consumer', 'source'].includes(surface));
  return [
    ...answer.notices.map((notice) => paint.dim(notice)),
    '',
    renderDifference(answer, [], paint),
    ...warehouses.map(({ surface, severity, message }) => `  ${surface} (${severity}): ${message}`),
    verdictOn(answer, paint),
  ].join('\n');
}

function verdictOn({ event, to, ok }: RegistryAnswer, paint: Paint): string {
  return ok
    ? `${paint.green('compatible')}: sluice check lets ${event} ${to} pass.`
    : `${paint.red('breaking')}: sluice check refuses ${event} ${to}.`;
}
