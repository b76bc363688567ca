import { commaLines } from '../sql.js';
import { columnType, exactRows, type StarContext, starRows } from './sources.js';
import type { StarSpec } from './spec.js';

type Sessions = NonNullable<StarSpec['sessions']>;

/**
 * Every event of a visit with the visit's key: the `session_id`, or, without one, the user and a number that grows with every gap that is
 * longer than allowed. Events without either belong to no visit.
 */
export function sessionEventsQuery({ events, gapMinutes }: Sessions, context: StarContext): string {
  const text = context.language.castType({ kind: 'string', maxLength: 100 });
  const rows = events.map((event) => {
    for (const name of ['user_id', 'session_id']) columnType(context.view(event), name);
    return [
      'SELECT',
      commaLines([
        'e.event_id',
        `'${event}' AS event_name`,
        'e.occurred_at',
        'e.user_id',
        'e.session_id',
        `COALESCE(e.session_id, CAST(e.user_id AS ${text})) AS visitor`,
      ]),
      `FROM ${exactRows(context, event)} AS e`,
      'WHERE e.session_id IS NOT NULL OR e.user_id IS NOT NULL',
    ].join('\n');
  });
  const window = 'PARTITION BY a.visitor, a.has_session ORDER BY a.occurred_at, a.event_id';
  return [
    'SELECT',
    commaLines([
      'b.event_id',
      'b.event_name',
      'b.occurred_at',
      'b.user_id',
      `CASE WHEN b.session_id IS NOT NULL THEN b.session_id ELSE b.visitor || '#' || CAST(SUM(b.is_first) OVER (PARTITION BY b.visitor, b.has_session ORDER BY b.occurred_at, b.event_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS ${text}) END AS session_key`,
    ]),
    'FROM (',
    'SELECT',
    commaLines([
      'a.*',
      `CASE WHEN ${context.time.secondsBetween(`LAG(a.occurred_at) OVER (${window})`, 'a.occurred_at')} <= ${gapMinutes * 60} THEN 0 ELSE 1 END AS is_first`,
    ]),
    'FROM (',
    'SELECT u.*, CASE WHEN u.session_id IS NULL THEN 0 ELSE 1 END AS has_session FROM (',
    rows.join('\nUNION ALL\n'),
    ') AS u',
    ') AS a',
    ') AS b',
  ].join('\n');
}

/** One row per visit: who, when, how long, and how many of each event. */
export function sessionsQuery({ events }: Sessions, context: StarContext): string {
  const { language, time } = context;
  const counts = events.map(
    (event) => `SUM(CASE WHEN s.event_name = '${event}' THEN 1 ELSE 0 END) AS ${language.quote(`${event}_count`)}`,
  );
  return [
    'SELECT',
    commaLines([
      's.session_key',
      'MAX(s.user_id) AS user_id',
      `${time.dateOf('MIN(s.occurred_at)')} AS date_key`,
      'MIN(s.occurred_at) AS started_at',
      'MAX(s.occurred_at) AS ended_at',
      'COUNT(*) AS event_count',
      ...counts,
    ]),
    `FROM ${starRows(context, 'session_events')} AS s`,
    'GROUP BY s.session_key',
  ].join('\n');
}

/** One row per day and step: visits that came so far, by the day of their first step. */
export function funnelQuery(steps: readonly string[], context: StarContext): string {
  const { time } = context;
  const events = starRows(context, 'session_events');
  const reached = steps.map((event, at) =>
    at === 0
      ? `s1 AS (SELECT e.session_key, MIN(e.occurred_at) AS reached_at, MIN(e.occurred_at) AS started_at FROM ${events} AS e WHERE e.event_name = '${event}' GROUP BY e.session_key)`
      : `s${at + 1} AS (SELECT e.session_key, MIN(e.occurred_at) AS reached_at, MIN(p.started_at) AS started_at FROM ${events} AS e JOIN s${at} AS p ON p.session_key = e.session_key WHERE e.event_name = '${event}' AND e.occurred_at >= p.reached_at GROUP BY e.session_key)`,
  );
  const rows = steps.map((event, at) => {
    const day = time.dateOf('s.started_at');
    const lines = [
      `${day} AS date_key`,
      `${at + 1} AS step_number`,
      `'${event}' AS event_name`,
      'COUNT(*) AS session_count',
    ];
    return ['SELECT', commaLines(lines), `FROM s${at + 1} AS s`, `GROUP BY ${day}`].join('\n');
  });
  return [`WITH ${reached.join(',\n')}`, rows.join('\nUNION ALL\n')].join('\n');
}
