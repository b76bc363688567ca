import type { FastifyRequest } from 'fastify';
import { forLog, type LoggedError, type SensitivityOf } from './privacy.js';
import { countOf, isAccepted, type Verdict } from './verdicts.js';

/** Refused events of one request that are written down; of more only the number. */
const SHOWN = 5;

/**
 * Logs what became of a request's events: at `debug` where all were accepted, else at `info` with the errors, cleared of what a
 * field's mark does not allow to be repeated. Nothing else of an event, and nothing of the sender, is ever logged.
 */
export function logVerdicts(
  request: FastifyRequest,
  verdicts: readonly Verdict[],
  source: string | undefined,
  sensitivityOf: SensitivityOf,
): void {
  const { log } = request;
  const who = source === undefined ? {} : { source };
  if (verdicts.every(isAccepted)) {
    log.debug({ ...who, events: total(verdicts) }, 'accepted');
    return;
  }
  const refused = verdicts.filter((verdict) => !isAccepted(verdict));
  const errors = refused.slice(0, SHOWN).map((verdict) => shown(verdict, sensitivityOf));
  log.info({ ...who, events: total(verdicts), refused: total(refused), errors }, 'refused');
}

function total(verdicts: readonly Verdict[]): number {
  return verdicts.reduce((sum, verdict) => sum + countOf(verdict), 0);
}

function shown(verdict: Verdict, sensitivityOf: SensitivityOf): LoggedError & { event?: string; version?: string } {
  const [error = { code: verdict.code ?? '', path: '', message: '' }] = verdict.errors ?? [];
  const { event, version } = verdict;
  const known = event !== undefined && sensitivityOf(event, '') !== undefined;
  return {
    ...(known ? { event } : {}),
    ...(known && version !== undefined ? { version } : {}),
    ...forLog(error, event, sensitivityOf),
  };
}
