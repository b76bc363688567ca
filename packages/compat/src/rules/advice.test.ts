import { describe, expect, it } from 'vitest';
import { check } from '../check.js';
import { eventAdvice } from './advice/events.js';
import { fieldAdvice } from './advice/fields.js';
import { allRules } from './index.js';

const advice = { ...fieldAdvice, ...eventAdvice };

/** Rules that stay: their advice is whom to tell, what to look at or which order to keep. */
const told = ['field-renamed', 'enum-value-added', 'bound-loosened', 'unknown-properties-changed', 'event-refused'];

describe('following the advice of a rule', () => {
  const ways = Object.entries(advice).flatMap(([rule, { cures, ...given }]) =>
    Object.entries(cures).map(([way, head]) => ({ rule, way, head, ...given })),
  );
  it.each(ways)('$rule: $way', ({ rule, head, base, fault, now = '2026-01-01' }) => {
    const options = { surfaces: [], now };
    expect(check(base, fault, options).findings.map((finding) => finding.rule)).toContain(rule);
    const { findings, ok } = check(base, head, options);
    const worse = findings.filter(({ severity }) => severity === 'error');
    const left = findings.filter((finding) => finding.rule === rule && finding.severity !== 'info');
    expect({ ok, worse, left }).toEqual({ ok: true, worse: [], left: [] });
  });

  it('was tried for every rule', () => {
    expect([...Object.keys(advice), ...told].sort()).toEqual(allRules.map(({ id }) => id).sort());
  });

  it('leads to no new major version of the envelope, which has none', () => {
    const ofEvents = ['bump-too-large', 'event-alias-reused'];
    const misleading = allRules.filter(
      ({ id, fix, envelopeFix }) => !ofEvents.includes(id) && /major version/.test(envelopeFix ?? fix),
    );
    expect(misleading).toEqual([]);
  });
});
