import type { JsonSchema, JsonValue } from '@sluice/contract';
import type { Change } from '../changes/change.js';
import { annotations, propertyNames } from '../changes/schema.js';
import { touchedNames } from '../contract/older-versions.js';
import { shrink } from '../engine/shrink.js';
import { sampleOf } from '../samples/sample.js';
import { inOlderNames } from './in-older-names.js';
import type { IngestResult, Witness } from './ingest.js';
import { rejectedValues } from './rejected-values.js';
import { asObject } from './sample-at.js';
import type { SchemaPair } from './schema-pair.js';

/** Judgements that one witness may take. */
const mostTrials = 400;

/**
 * Judges all changes of a pair of versions together: every event of the older version, after the upcast, against the
 * newer one. What each change by itself is proven to leave alone is proven once more as a whole. `touched`: changes that
 * tell which fields can matter; a field that is the same on both sides cannot.
 */
export function judgeTogether(pair: SchemaPair, touched: readonly Change[]): IngestResult {
  const names = namesThatMatter(pair, touched);
  const [before, after] = [restricted(pair.before, names), restricted(pair.after, names)];
  if (names && isUnasked(before, after)) return { verdict: 'compatible', steps: 0 };
  const found = rejectedValues(before, after);
  if (found.kind === 'none') return { verdict: 'compatible', steps: 0 };
  if (found.kind === 'unknown') return { verdict: 'unknown', obstacle: found.obstacle, steps: 0 };
  const counter = { left: mostTrials };
  for (const value of found.values) {
    const event = completed(value, pair.before, names);
    if (!trial(pair, event, counter)) continue;
    const smallest = shrink(event, (smaller) => trial(pair, smaller, counter) !== undefined);
    const rest = found.rest();
    return {
      verdict: 'breaking',
      witness: trial(pair, smallest, { left: 1 }) as Witness,
      ...(rest && { rest }),
      steps: mostTrials - counter.left,
    };
  }
  return { verdict: 'unknown', obstacle: { keyword: 'witness', path: [] }, steps: mostTrials - counter.left };
}

/** Keywords of an object that speak about each field by itself. */
const byField: ReadonlySet<string> = new Set([
  ...annotations,
  ...['type', 'properties', 'required', 'additionalProperties', 'x-sluice'],
]);

/** The fields that can tell the versions apart; undefined for all, where something speaks about several at once. */
function namesThatMatter({ before, after }: SchemaPair, touched: readonly Change[]): ReadonlySet<string> | undefined {
  const isPlain = (schema: JsonSchema) =>
    typeof schema.additionalProperties !== 'object' && Object.keys(schema).every((keyword) => byField.has(keyword));
  const inFields = touched.every(({ path: [step] }) => step?.kind === 'property');
  return inFields && isPlain(before) && isPlain(after) ? touchedNames(touched) : undefined;
}

function restricted(schema: JsonSchema, names: ReadonlySet<string> | undefined): JsonSchema {
  if (!names) return schema;
  const kept = Object.entries(schema.properties ?? {}).filter(([name]) => names.has(name));
  const required = (schema.required ?? []).filter((name) => names.has(name));
  return { ...schema, properties: Object.fromEntries(kept), required };
}

/** Whether no event of the older version has any of these fields, and the newer one demands none of them: the usual case. */
function isUnasked(before: JsonSchema, after: JsonSchema): boolean {
  return (
    propertyNames(before).length === 0 &&
    Object.keys(inOlderNames(before, after).reader).every((key) => byField.has(key))
  );
}

/** The value with everything else that the older version demands. */
function completed(value: JsonValue, before: JsonSchema, names: ReadonlySet<string> | undefined): JsonValue {
  if (!names) return value;
  const others = Object.entries(asObject(sampleOf(before))).filter(([name]) => !names.has(name));
  return { ...Object.fromEntries(others), ...asObject(value) };
}

function trial(pair: SchemaPair, event: JsonValue, counter: { left: number }): Witness | undefined {
  if (counter.left <= 0) return undefined;
  counter.left -= 1;
  if (!pair.accepts(event)) return undefined;
  const [reason] = pair.refuses(event);
  return reason && { event, shows: 'rejected', reason: reason.message };
}
