/** What the other packages of the workspace need and outsiders do not: it may change with any release. */
export { acceptedSchema } from './contract/accepted-schema.js';
export { emptyContract } from './contract/diff-contract.js';
export type { Answer } from './engine/types.js';
export { fingerprintOf, refuses } from './finding.js';
export { renderRulesPage } from './reports/rules-page.js';
export { withUnknownReasons } from './reports/unknown-page.js';
export { type ChangeWords, inWords } from './reports/words.js';
export { allRules } from './rules/index.js';
export { waiverFileName } from './waivers/waiver.js';
