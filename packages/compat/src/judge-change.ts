import { detailOf } from './change-detail.js';
import type { Change } from './changes/change.js';
import { formatPath } from './changes/path.js';
import type { ContractChange } from './contract/contract-change.js';
import { type Finding, fingerprintOf } from './finding.js';
import { rules } from './rules/index.js';
import type { AnyKind, AnyRule, Observation, Rule, RuleContext } from './rules/rule.js';
import type { Surface, SurfaceContext, SurfaceResult } from './surface.js';

type About = Omit<Rule<AnyKind>, 'kind' | 'judge'>;

/** What rules may ask, and which there are beside those that everybody has. */
export interface JudgedContext extends RuleContext {
  readonly ownRules: readonly AnyRule[];
}

/** Everything the rules say about one change, as findings. */
export function judgeChange(change: Change | ContractChange, context: JudgedContext): Finding[] {
  const own = context.ownRules.filter(({ kind }) => kind === change.kind);
  return ([...rules[change.kind], ...own] as readonly Rule<AnyKind>[]).flatMap((rule) =>
    rule.judge(change, context).map((observation) => findingOf(rule, change, observation, context)),
  );
}

/** What the caller's surfaces say about one change, as findings of the rule that is about it. */
export function judgeOnSurfaces(change: Change, surfaces: readonly Surface[], context: SurfaceContext): Finding[] {
  return surfaces.flatMap((surface) => {
    const said = surface.judge(change, context);
    return said ? [surfaceFinding(surface.id, change, said, context)] : [];
  });
}

function findingOf(rule: About, change: Change | ContractChange, said: Observation, context: RuleContext): Finding {
  const { id, why, severity } = rule;
  const fix = (context.event === 'envelope' ? rule.envelopeFix : undefined) ?? rule.fix;
  const place = placeOf(change);
  const identity = { rule: id, event: context.event, surface: said.surface, path: place };
  return {
    ...identity,
    severity: said.severity ?? severity[said.surface] ?? 'error',
    version: context.to,
    message: said.message,
    why,
    fix: said.fix ?? fix,
    verdict: said.verdict,
    ...(said.witness && { witness: said.witness }),
    fingerprint: fingerprintOf({ ...identity, kind: change.kind, detail: detailOf(change) }),
  };
}

function surfaceFinding(id: string, change: Change, said: SurfaceResult, { event, to }: SurfaceContext): Finding {
  const [{ id: rule }] = rules[change.kind];
  const identity = { rule, event, surface: id, path: placeOf(change) };
  return {
    ...identity,
    version: to.version,
    ...said,
    verdict: said.severity === 'error' ? 'breaking' : 'compatible',
    fingerprint: fingerprintOf({ ...identity, kind: change.kind, detail: detailOf(change) }),
  };
}

function placeOf(change: Change | ContractChange): string {
  return 'path' in change ? formatPath(change.path) : '';
}
