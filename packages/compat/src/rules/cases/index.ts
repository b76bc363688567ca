import { aliasAddedCases } from './alias-added.js';
import { aliasClaimedTwiceCases } from './alias-claimed-twice.js';
import { aliasLeadsBackCases } from './alias-leads-back.js';
import { aliasRemovedCases } from './alias-removed.js';
import { aliasReusedCases } from './alias-reused.js';
import { aliasTypeChangedCases } from './alias-type-changed.js';
import { boundLoosenedCases } from './bound-loosened.js';
import { boundTightenedCases } from './bound-tightened.js';
import { bumpTooLargeCases } from './bump-too-large.js';
import { bumpTooSmallCases } from './bump-too-small.js';
import type { Cases } from './case.js';
import { columnChangedCases } from './column-changed.js';
import { columnsMovedCases } from './columns-moved.js';
import { defaultChangedCases } from './default-changed.js';
import { enumValueAddedCases } from './enum-value-added.js';
import { enumValueRemovedCases } from './enum-value-removed.js';
import { eventAliasClaimedTwiceCases } from './event-alias-claimed-twice.js';
import { eventAliasLeadsBackCases } from './event-alias-leads-back.js';
import { eventAliasRemovedCases } from './event-alias-removed.js';
import { eventAliasReusedCases } from './event-alias-reused.js';
import { eventAliasTypeChangedCases } from './event-alias-type-changed.js';
import { eventAliasUnknownCases } from './event-alias-unknown.js';
import { eventRefusedCases } from './event-refused.js';
import { eventRemovedCases } from './event-removed.js';
import { eventRenameWithoutKeyCases } from './event-rename-without-key.js';
import { fieldAddedRequiredCases } from './field-added-required.js';
import { fieldMadeOptionalCases } from './field-made-optional.js';
import { fieldMadeRequiredCases } from './field-made-required.js';
import { fieldRemovedCases } from './field-removed.js';
import { fieldRenamedCases } from './field-renamed.js';
import { fieldRenamedWithoutAliasCases } from './field-renamed-without-alias.js';
import { keywordChangedCases } from './keyword-changed.js';
import { patternSlowCases } from './pattern-slow.js';
import { publishedVersionEditedCases } from './published-version-edited.js';
import { typeChangedCases } from './type-changed.js';
import { unknownPropertiesChangedCases } from './unknown-properties-changed.js';
import { versionNotNewestCases } from './version-not-newest.js';
import { versionRemovedCases } from './version-removed.js';
import { versionSkippedCases } from './version-skipped.js';

/** The cases of every rule. */
export const allCases: readonly Cases[] = [
  aliasAddedCases,
  aliasRemovedCases,
  boundLoosenedCases,
  boundTightenedCases,
  bumpTooLargeCases,
  bumpTooSmallCases,
  columnChangedCases,
  columnsMovedCases,
  defaultChangedCases,
  enumValueAddedCases,
  enumValueRemovedCases,
  eventAliasRemovedCases,
  eventRefusedCases,
  eventRemovedCases,
  eventRenameWithoutKeyCases,
  fieldAddedRequiredCases,
  fieldMadeOptionalCases,
  fieldMadeRequiredCases,
  fieldRemovedCases,
  fieldRenamedCases,
  fieldRenamedWithoutAliasCases,
  keywordChangedCases,
  patternSlowCases,
  publishedVersionEditedCases,
  typeChangedCases,
  unknownPropertiesChangedCases,
  versionNotNewestCases,
  versionRemovedCases,
  versionSkippedCases,
  aliasClaimedTwiceCases,
  aliasLeadsBackCases,
  aliasReusedCases,
  aliasTypeChangedCases,
  eventAliasClaimedTwiceCases,
  eventAliasLeadsBackCases,
  eventAliasReusedCases,
  eventAliasTypeChangedCases,
  eventAliasUnknownCases,
];
