import type { Change } from './changes/change.js';
import { keywordOf } from './changes/schema.js';
import { typeName } from './changes/type-name.js';
import type { ContractChange } from './contract/contract-change.js';

type Kinds = Change | ContractChange;

const details: { readonly [K in Kinds['kind']]: (change: Extract<Kinds, { kind: K }>) => string } = {
  'field-added': () => '',
  'field-removed': () => '',
  'field-renamed': ({ from }) => from,
  'field-replaced': ({ from }) => from,
  'field-made-required': () => '',
  'field-made-optional': () => '',
  'type-changed': ({ before, after }) => `${typeName(before)} ${typeName(after)}`,
  'enum-value-added': ({ values }) => values.join(' '),
  'enum-value-removed': ({ values }) => values.join(' '),
  'bound-tightened': ({ keyword, after }) => `${keyword} ${JSON.stringify(keywordOf(after, keyword))}`,
  'bound-loosened': ({ keyword, after }) => `${keyword} ${JSON.stringify(keywordOf(after, keyword))}`,
  'keyword-changed': ({ keyword }) => keyword,
  'alias-added': ({ alias }) => alias,
  'alias-removed': ({ alias }) => alias,
  'default-changed': ({ after }) => JSON.stringify(after.default) ?? '',
  'column-changed': () => '',
  'version-added': ({ after }) => after.version,
  'version-edited': ({ before }) => before.version,
  'version-removed': ({ before }) => before.version,
  'event-removed': () => '',
  'unknown-properties-changed': ({ policy }) => policy,
  'columns-moved': ({ major }) => String(major),
  'event-alias-added': ({ after }) => after.event,
  'event-alias-removed': ({ before }) => before.event,
  'field-alias-conflict': ({ alias, other }) => `${alias} ${other}`,
  'pattern-slow': ({ pattern }) => pattern,
  'event-alias-conflict': ({ alias, other }) => `${alias} ${other}`,
};

/** What tells a change from others of its kind at the same place; part of a finding's fingerprint. */
export function detailOf(change: Kinds): string {
  return (details[change.kind] as (change: Kinds) => string)(change);
}
