import type { LogicalType } from '@sluice/contract';
import { commaLines } from '../sql.js';
import { columnType, exactRows, hasColumn, type StarContext } from './sources.js';
import type { DimensionSpec, FactSpec } from './spec.js';

const always = ['event_id', 'occurred_at'];

/** The event's columns that a fact shows. Throws a ContractError for one that is not there. */
export function factColumns({ event, keys, measures }: FactSpec, context: StarContext): string[] {
  const view = context.view(event);
  const who = ['user_id', 'session_id'].filter((name) => hasColumn(view, name));
  const columns = [...new Set([...always, ...who, ...keys, ...measures])];
  for (const name of columns) columnType(view, name);
  return columns;
}

/** One row per occurrence: when, who, the keys and the measures. */
export function factQuery(fact: FactSpec, context: StarContext): string {
  const { language, time } = context;
  const lines = [
    'e.event_id',
    'e.occurred_at',
    `${time.dateOf('e.occurred_at')} AS date_key`,
    ...factColumns(fact, context)
      .slice(always.length)
      .map((name) => `e.${language.quote(name)}`),
  ];
  return ['SELECT', commaLines(lines), `FROM ${exactRows(context, fact.event)} AS e`].join('\n');
}

/** One row per key: each attribute from the newest row that says anything of the key. */
export function dimensionQuery({ key, attributes, events }: DimensionSpec, context: StarContext): string {
  const { quote } = context.language;
  const types = attributes.map((name) => typeAmong(name, events, context));
  const branches = events.map((event) => said(event, key, attributes, types, context));
  const names = [key, ...attributes].map(quote);
  return [
    'SELECT',
    commaLines(names.map((name) => `n.${name}`)),
    'FROM (',
    'SELECT',
    commaLines([
      ...names.map((name) => `s.${name}`),
      `ROW_NUMBER() OVER (PARTITION BY s.${quote(key)} ORDER BY s.occurred_at DESC, s.event_id) AS ${quote('_age')}`,
    ]),
    'FROM (',
    branches.join('\nUNION ALL\n'),
    ') AS s',
    ') AS n',
    `WHERE n.${quote('_age')} = 1`,
  ].join('\n');
}

/** The attribute's type in the first event that has it. */
function typeAmong(name: string, events: readonly string[], context: StarContext): LogicalType {
  const views = events.map(context.view);
  const first = views.find((view) => hasColumn(view, name)) ?? views[0];
  return first ? columnType(first, name) : { kind: 'string' };
}

function said(
  event: string,
  key: string,
  attributes: readonly string[],
  types: readonly LogicalType[],
  context: StarContext,
): string {
  const { language, config } = context;
  const view = context.view(event);
  columnType(view, key);
  const has = (name: string) => hasColumn(view, name);
  const known = attributes.filter(has);
  const values = attributes.map((name, at) => {
    if (has(name)) return `e.${language.quote(name)}`;
    return `CAST(NULL AS ${language.castType(types[at] ?? { kind: 'string' })}) AS ${language.quote(name)}`;
  });
  const anything = known.map((name) => `e.${language.quote(name)} IS NOT NULL`);
  return [
    'SELECT',
    commaLines(['e.event_id', 'e.occurred_at', `e.${language.quote(key)}`, ...values]),
    `FROM ${language.name(view.name, config)} AS e`,
    `WHERE e.${language.quote(key)} IS NOT NULL`,
    ...(anything.length > 0 ? [`  AND (${anything.join(' OR ')})`] : ['  AND 1 = 0']),
  ].join('\n');
}
