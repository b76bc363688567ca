import { describe, expect, it } from 'vitest';
import { check } from '../check.js';
import type { Case, Expected } from './cases/case.js';
import { allCases } from './cases/index.js';
import { allRules, rules } from './index.js';

function findingsOf(rule: string, { given }: Case): Expected[] {
  const { base, head, now } = given;
  const report = check(base, head, { surfaces: [], ...(now !== undefined && { now }) });
  return report.findings
    .filter((finding) => finding.rule === rule)
    .map(({ surface, severity, path, verdict, witness }) => ({
      surface,
      severity,
      path,
      verdict,
      ...(witness && { witness: witness.event }),
    }));
}

describe.each(allCases)('$rule.id', ({ rule, breaking, allowed }) => {
  it.each(breaking)('speaks up: $name', (one) => {
    expect(findingsOf(rule.id, one)).toEqual(one.want);
    expect(one.want).not.toEqual([]);
  });

  it.each(allowed)('lets pass: $name', (one) => {
    expect(findingsOf(rule.id, one)).toEqual(one.want);
    expect(one.want.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('the table of rules', () => {
  it('has breaking and allowed cases for every rule', () => {
    const complete = allCases.filter(({ breaking, allowed }) => breaking.length > 0 && allowed.length > 0);
    expect(complete.map(({ rule }) => rule.id).sort()).toEqual(allRules.map(({ id }) => id).sort());
  });

  it('files every rule under the kind of change it judges', () => {
    const misfiled = Object.entries(rules).flatMap(([kind, filed]) => filed.filter((rule) => rule.kind !== kind));
    expect(misfiled).toEqual([]);
  });

  it('names every rule once, as subject-verb', () => {
    const ids = allRules.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index || !/^[a-z]+(-[a-z]+)+$/.test(id))).toEqual([]);
  });
});
