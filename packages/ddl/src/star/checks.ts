import { ContractError, type ContractModel, isDay } from '@sluice/contract';
import type { StarSpec } from './spec.js';

/** Refuses, with a ContractError, a star whose parts do not fit together: SQL made of it would fail, or count wrongly. */
export function checkStar({ facts, dates, revenue, sessions, funnel }: StarSpec, model: ContractModel): void {
  for (const date of [dates.from, dates.to]) {
    if (!isDay(date)) {
      throw refusal(`dates: "${date}" is no day.`, "Write it like '2026-11-20'.");
    }
  }
  if (dates.to < dates.from) throw refusal(`dates: ${dates.to} is before ${dates.from}.`, 'Change them over.');
  if (revenue) checkRevenue(revenue, facts);
  if (funnel && !sessions) throw refusal('A funnel counts visits.', 'Say what a visit is: sessions: { … }.');
  for (const step of funnel ?? []) {
    if (sessions?.events.includes(step)) continue;
    throw refusal(`funnel: "${step}" is no event of a visit.`, 'Add it to sessions.events.');
  }
  if (sessions) refuseBothNames(sessions.events, model);
}

function checkRevenue({ fact, measure }: NonNullable<StarSpec['revenue']>, facts: StarSpec['facts']): void {
  const found = facts[fact];
  if (!found) throw refusal(`revenue: there is no fact "${fact}".`, `Name one of ${Object.keys(facts).join(', ')}.`);
  if (found.measures.includes(measure)) return;
  throw refusal(`revenue: the fact "${fact}" has no measure "${measure}".`, `Add it to facts.${fact}.measures.`);
}

/** The view of an event shows what was sent under its old names, too. */
function refuseBothNames(events: readonly string[], model: ContractModel): void {
  for (const { name, renamedFrom } of model.events.filter((event) => events.includes(event.name))) {
    const old = renamedFrom.find(({ event }) => events.includes(event));
    if (!old) continue;
    throw refusal(
      `sessions: "${old.event}" is an old name of "${name}", so its events would count twice.`,
      `Take "${old.event}" out of sessions.events.`,
    );
  }
}

/** What is thrown where a star cannot be made: `message` says what was found, `fix` what to write instead. */
export function refusal(message: string, fix: string): ContractError {
  return new ContractError({ code: 'star-option', path: 'sluice.config.ts: star', message, fix });
}
