import type { ContractModel } from '@sluice/contract';
import { adviceOf, type BumpAdvice } from './bump.js';
import type {
  ContractChange,
  ContractChangeKind,
  ContractChangeOf,
  VersionAdded,
  VersionEdited,
} from './contract/contract-change.js';
import { type MinorStep, minorStepOf } from './contract/minor-step.js';
import type { Finding } from './finding.js';
import { judgeChange } from './judge-change.js';
import {
  type CheckOptions,
  changesBeyond,
  contextOf,
  isError,
  judgeChanges,
  judgeStep,
  type Setting,
} from './judge-step.js';
import { schemaPair } from './witness/schema-pair.js';

/** The findings about one change of the contract, and which number the version should have. */
export interface ContractJudgement {
  readonly findings: readonly Finding[];
  readonly bump?: BumpAdvice;
}

const judgements: {
  readonly [K in ContractChangeKind]: (change: ContractChangeOf<K>, at: Setting) => ContractJudgement;
} = {
  'version-added': (change, at) => {
    const step = minorStepOf(change, at.head.envelopes);
    if (!step) return { findings: judgeChange(change, contextOf(change.event, '', change.after.version, at)) };
    return judgeAdded(change, step, at);
  },
  'version-edited': judgeEdited,
  'version-removed': (change, at) => plain(change, change.before.version, at),
  'event-removed': (change, at) => plain(change, change.before.versions.at(-1)?.version ?? '', at),
  'unknown-properties-changed': (change, at) => plain(change, change.after.version, at),
  'pattern-slow': (change, at) => plain(change, change.after.version, at),
  'columns-moved': (change, at) => plain(change, change.family.versions.at(-1)?.version ?? '', at),
  'event-alias-added': (change, at) => plain(change, change.family.versions.at(-1)?.version ?? '', at),
  'event-alias-removed': (change, at) => plain(change, change.family.versions.at(-1)?.version ?? '', at),
  // Judged with the version that claims the name: it has a say in which number is right.
  'field-alias-conflict': () => ({ findings: [] }),
  'event-alias-conflict': (change, at) => plain(change, change.family.versions.at(-1)?.version ?? '', at),
};

/** Judges one change of the contract with everything inside it. */
export function judgeContractChange(
  change: ContractChange,
  head: ContractModel,
  options: CheckOptions,
): ContractJudgement {
  return (judgements[change.kind] as (change: ContractChange, at: Setting) => ContractJudgement)(change, {
    head,
    options,
  });
}

function plain(change: ContractChange, version: string, at: Setting): ContractJudgement {
  return { findings: judgeChange(change, contextOf(change.event, version, version, at)) };
}

/** Judges a new version as a minor one, whatever its number says, and then its number. */
export function judgeAdded(change: VersionAdded, step: MinorStep, at: Setting): Required<ContractJudgement> {
  const { event, after } = change;
  const { findings, needed, whole } = judgeStep(step, after.version, at);
  const bump = adviceOf(change, step.comparison.from, needed, at);
  const worst = findings.find(({ severity, witness }) => severity === 'error' && witness) ?? findings.find(isError);
  const summary = judgeChange(change, {
    ...contextOf(event, step.comparison.from.version, after.version, at),
    needed,
    ...(bump.suggested !== undefined && { suggested: bump.suggested }),
    ...(worst && { worst }),
    ...(whole && { whole }),
  });
  const found = [...summary, ...findings];
  return { findings: change.step === 'major' ? [...found, ...ownOfMajor(change, step, at)].map(asInfo) : found, bump };
}

/** What differs only because a new major follows no renames of the major before it. */
function ownOfMajor({ event, after, comparison }: VersionAdded, step: MinorStep, at: Setting): Finding[] {
  if (!comparison) return [];
  const context = contextOf(
    event,
    comparison.from.version,
    after.version,
    at,
    schemaPair(comparison.before, comparison.after),
  );
  const place = { event, from: comparison.from, to: after };
  return judgeChanges(changesBeyond(comparison, step.comparison), context, [], place);
}

/** A published version must not change: what was edited is judged as if it were the next minor. */
function judgeEdited(change: VersionEdited, at: Setting): ContractJudgement {
  const { event, after, before, comparison } = change;
  const from = `${before.version} as published`;
  const { findings, needed } = judgeStep({ after, comparison, older: [], conflicts: [] }, after.version, at, from);
  const bump = adviceOf(change, before, needed, at);
  const worst = findings.find(({ severity, witness }) => severity === 'error' && witness) ?? findings.find(isError);
  const summary = judgeChange(change, {
    ...contextOf(event, from, after.version, at),
    needed,
    ...(worst && { worst }),
  });
  return { findings: [...summary, ...findings], bump };
}

/** Rules about the number itself: they weigh the same whatever the step is. */
const aboutTheNumber: ReadonlySet<string> = new Set(['bump-too-large', 'version-not-newest', 'version-skipped']);

/** In a new major a break is a decision, and what it breaks is information: a fix is for those who want none. */
function asInfo(finding: Finding): Finding {
  if (aboutTheNumber.has(finding.rule) || !isError(finding)) return { ...finding, severity: weightInMajor(finding) };
  return {
    ...finding,
    severity: 'info',
    fix: `Where the new major version is meant, nothing. To do without it: ${finding.fix}`,
  };
}

/** What is about the number weighs as it does; everything else is information. */
function weightInMajor({ rule, severity }: Finding): Finding['severity'] {
  return aboutTheNumber.has(rule) ? severity : 'info';
}
