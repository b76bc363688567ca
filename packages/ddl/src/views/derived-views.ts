import type { LogicalKind, LogicalType, Sensitivity } from '@sluice/contract';
import type { QueryLanguage } from '../query-language.js';
import { isAtLeast, stricter, strictestIn } from '../sensitivity.js';
import { commaLines } from '../sql.js';
import type { View, ViewColumn } from './types.js';

/** The name of the view with one row per `event_id`. */
export function exactName({ name }: View): string {
  return `${name}_exact`;
}

/** The name of the view without personal values. */
export function maskedName({ name }: View): string {
  return `${name}_masked`;
}

/** The column that counts the copies of an event; no column of an event begins with `_`. */
const copies = '_copy';

/** Which of an event's copies counts: the one that came first, as in the hourly merge. */
const firstOf = ['received_at', 'occurred_at', 'version', 'event'];

/**
 * One row per `event_id`: of copies the one that was received first. The window function looks at every hour that is asked for, and finds
 * copies among these only. Undefined where the event has no `event_id`.
 */
export function exactQuery(view: View, source: string, { quote, showsPartitions }: QueryLanguage): string | undefined {
  const names = [...view.columns, ...(showsPartitions ? view.partitions : [])].map(({ name }) => name);
  if (!names.includes('event_id')) return undefined;
  const order = firstOf.filter((name) => names.includes(name)).map((name) => `v.${quote(name)}`);
  const window = `PARTITION BY v.${quote('event_id')}${order.length > 0 ? ` ORDER BY ${order.join(', ')}` : ''}`;
  return [
    'SELECT',
    commaLines(names.map((name) => `n.${quote(name)}`)),
    'FROM (',
    'SELECT',
    commaLines([...names.map((name) => `v.${quote(name)}`), `ROW_NUMBER() OVER (${window}) AS ${quote(copies)}`]),
    `FROM ${source} AS v`,
    ') AS n',
    `WHERE n.${quote(copies)} = 1`,
  ].join('\n');
}

/** The event's view with personal and secret values masked: texts become `***`, everything else NULL; what was NULL stays so. */
export function maskedQuery(view: View, source: string, language: QueryLanguage): string {
  const { quote } = language;
  const own = view.columns.map((column) => {
    const value = `v.${quote(column.name)}`;
    const shown = masked(value, column.type, column.sensitivity, language);
    return shown === value ? value : `${shown} AS ${quote(column.name)}`;
  });
  const partitions = language.showsPartitions ? view.partitions : [];
  const lines = [...own, ...partitions.map(({ name }) => `v.${quote(name)}`)];
  return ['SELECT', commaLines(lines), `FROM ${source} AS v`].join('\n');
}

function masked(value: string, type: LogicalType, own: ViewColumn['sensitivity'], language: QueryLanguage): string {
  if (isAtLeast(own, 'personal'))
    return hidden[type.kind] ? hiddenText(value) : `CAST(NULL AS ${language.castType(type)})`;
  if (!isAtLeast(strictestIn(type, own), 'personal')) return value;
  if (type.kind !== 'struct') return `CAST(NULL AS ${language.castType(type)})`;
  const { insideType } = language;
  const inside = insideType === undefined ? language : { ...language, castType: () => insideType };
  const keys = type.fields.map((key) =>
    masked(`${value}.${language.quote(key.column)}`, key.type, key.sensitivity, inside),
  );
  return language.struct(value, type, keys);
}

/** How personal the rows of the masked view are: the most personal value that it still shows. */
export function maskedSensitivity({ columns }: View): Sensitivity {
  return columns.map(({ type, sensitivity }) => leftIn(type, sensitivity)).reduce(stricter, 'public');
}

function leftIn(type: LogicalType, own: Sensitivity): Sensitivity {
  if (isAtLeast(own, 'personal')) return 'public';
  const whole = strictestIn(type, own);
  if (!isAtLeast(whole, 'personal')) return whole;
  if (type.kind !== 'struct') return 'public';
  return type.fields.map((key) => leftIn(key.type, key.sensitivity)).reduce(stricter, own);
}

/** Kinds that every warehouse stores as text of any content. */
const hidden: { readonly [K in LogicalKind]: boolean } = {
  boolean: false,
  int32: false,
  int64: false,
  float64: false,
  decimal: false,
  string: true,
  enum: true,
  uuid: true,
  date: false,
  timestamp: false,
  struct: false,
  list: false,
  map: false,
  json: false,
};

function hiddenText(value: string): string {
  return `CASE WHEN ${value} IS NULL THEN NULL ELSE '***' END`;
}
