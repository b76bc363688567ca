import { aliasAdded } from './alias-added.js';
import { aliasClaimedTwice } from './alias-claimed-twice.js';
import { aliasLeadsBack } from './alias-leads-back.js';
import { aliasRemoved } from './alias-removed.js';
import { aliasReused } from './alias-reused.js';
import { aliasTypeChanged } from './alias-type-changed.js';
import { boundLoosened } from './bound-loosened.js';
import { boundTightened } from './bound-tightened.js';
import { bumpTooLarge } from './bump-too-large.js';
import { bumpTooSmall } from './bump-too-small.js';
import { columnChanged } from './column-changed.js';
import { columnsMoved } from './columns-moved.js';
import { defaultChanged } from './default-changed.js';
import { enumValueAdded } from './enum-value-added.js';
import { enumValueRemoved } from './enum-value-removed.js';
import { eventAliasClaimedTwice } from './event-alias-claimed-twice.js';
import { eventAliasLeadsBack } from './event-alias-leads-back.js';
import { eventAliasRemoved } from './event-alias-removed.js';
import { eventAliasReused } from './event-alias-reused.js';
import { eventAliasTypeChanged } from './event-alias-type-changed.js';
import { eventAliasUnknown } from './event-alias-unknown.js';
import { eventRefused } from './event-refused.js';
import { eventRemoved } from './event-removed.js';
import { eventRenameWithoutKey } from './event-rename-without-key.js';
import { fieldAddedRequired } from './field-added-required.js';
import { fieldMadeOptional } from './field-made-optional.js';
import { fieldMadeRequired } from './field-made-required.js';
import { fieldRemoved } from './field-removed.js';
import { fieldRenamed } from './field-renamed.js';
import { fieldRenamedWithoutAlias } from './field-renamed-without-alias.js';
import { keywordChanged } from './keyword-changed.js';
import { patternSlow } from './pattern-slow.js';
import { publishedVersionEdited } from './published-version-edited.js';
import type { AnyKind, AnyRule, Rule } from './rule.js';
import { typeChanged } from './type-changed.js';
import { unknownPropertiesChanged } from './unknown-properties-changed.js';
import { versionNotNewest } from './version-not-newest.js';
import { versionRemoved } from './version-removed.js';
import { versionSkipped } from './version-skipped.js';

/** The rules of every kind of change. A new kind of change is a compile error here until somebody judges it. */
export const rules: { readonly [K in AnyKind]: readonly [Rule<K>, ...Rule<K>[]] } = {
  'field-added': [fieldAddedRequired],
  'field-removed': [fieldRemoved],
  'field-renamed': [fieldRenamed],
  'field-replaced': [fieldRenamedWithoutAlias],
  'field-made-required': [fieldMadeRequired],
  'field-made-optional': [fieldMadeOptional],
  'type-changed': [typeChanged],
  'enum-value-added': [enumValueAdded],
  'enum-value-removed': [enumValueRemoved],
  'bound-tightened': [boundTightened],
  'bound-loosened': [boundLoosened],
  'keyword-changed': [keywordChanged],
  'alias-added': [aliasAdded],
  'alias-removed': [aliasRemoved],
  'default-changed': [defaultChanged],
  'column-changed': [columnChanged],
  'version-added': [bumpTooSmall, eventRefused, bumpTooLarge, versionNotNewest, versionSkipped],
  'version-edited': [publishedVersionEdited],
  'version-removed': [versionRemoved],
  'event-removed': [eventRemoved],
  'unknown-properties-changed': [unknownPropertiesChanged],
  'pattern-slow': [patternSlow],
  'columns-moved': [columnsMoved],
  'event-alias-added': [eventRenameWithoutKey],
  'event-alias-removed': [eventAliasRemoved],
  'field-alias-conflict': [aliasClaimedTwice, aliasReused, aliasLeadsBack, aliasTypeChanged],
  'event-alias-conflict': [
    eventAliasClaimedTwice,
    eventAliasReused,
    eventAliasLeadsBack,
    eventAliasTypeChanged,
    eventAliasUnknown,
  ],
};

/** Every rule, in the order of the changes they judge. */
export const allRules: readonly AnyRule[] = Object.values(rules).flat();
