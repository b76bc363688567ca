import { Type } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { check } from '../check.js';
import { minor } from '../testing/contracts.js';
import { applyWaivers } from './apply-waivers.js';
import type { WaiverFile } from './waiver.js';

const { base, head } = minor({ id: Type.Integer(), tag: Type.String() }, { id: Type.String() });
const report = check(base, head, { surfaces: [] });
const now = '2026-06-30';
const found = (rule: string) => {
  const finding = report.findings.find((one) => one.rule === rule);
  if (!finding) throw new Error(`no ${rule}`);
  return finding;
};
const accepted = { reason: 'Only the test app sends it.', owner: 'commerce', expires: '2026-06-30' };

function waiver(rule: string, changed: object = {}, event = 'purchase'): WaiverFile {
  const { fingerprint, path } = found(rule);
  return {
    event,
    file: `schemas/${event}/waivers/${rule}.json`,
    text: JSON.stringify({ fingerprint, rule, path, ...accepted, ...changed }),
  };
}

const both = [waiver('type-changed'), waiver('field-removed')];
const faultsOf = (files: readonly WaiverFile[]) =>
  applyWaivers(report, files, now)
    .findings.filter(({ surface }) => surface === 'waivers')
    .map(({ rule, message }) => `${rule}: ${message.slice(message.indexOf(': ') + 2)}`);

describe('applyWaivers', () => {
  it('changes nothing where there are none', () => {
    expect(applyWaivers(report, [], now)).toBe(report);
  });

  it('marks what is waived, and lets the change pass when nothing else refuses it', () => {
    const waived = applyWaivers(report, both, now);
    const marks = waived.findings.filter(({ severity }) => severity === 'error').map((one) => [one.rule, one.waived]);
    const by = (rule: string) => ({ ...accepted, file: `schemas/purchase/waivers/${rule}.json` });
    expect([waived.ok, marks]).toEqual([
      true,
      [
        ['bump-too-small', by('type-changed')],
        ['type-changed', by('type-changed')],
        ['field-removed', by('field-removed')],
      ],
    ]);
  });

  it('still refuses what one waiver leaves over', () => {
    const waived = applyWaivers(report, both.slice(0, 1), now);
    expect([waived.ok, waived.findings.filter((one) => one.waived).length]).toEqual([false, 1]);
  });

  it.each([
    { name: 'no JSON', file: { ...both[0], text: '{' }, want: 'waiver-malformed: It is no JSON object.' },
    {
      name: 'a member that is missing',
      file: waiver('type-changed', { owner: undefined }),
      want: 'waiver-malformed: It has no "owner": who answers for it.',
    },
    {
      name: 'a member that is empty',
      file: waiver('type-changed', { reason: ' ' }),
      want: 'waiver-malformed: Its "reason" is " ", not why the finding is accepted.',
    },
    {
      name: 'a member too many',
      file: waiver('type-changed', { expiry: '2026-12-31' }),
      want: 'waiver-malformed: It has a member "expiry" that no waiver has.',
    },
    {
      name: 'a day that does not exist',
      file: waiver('type-changed', { expires: '2027-02-30' }),
      want: 'waiver-malformed: Its "expires" is "2027-02-30", not a day of the calendar, YYYY-MM-DD.',
    },
    {
      name: 'another rule than its fingerprint',
      file: waiver('type-changed', { rule: 'field-removed' }),
      want: `waiver-malformed: It speaks of field-removed at "id"; ${found('type-changed').fingerprint} is type-changed at "id".`,
    },
    {
      name: 'a day that is over',
      file: waiver('type-changed', { expires: '2026-06-29' }),
      want: 'waiver-expired: It held until 2026-06-29; its owner is commerce.',
    },
    {
      name: 'a finding that is not there',
      file: waiver('type-changed', { fingerprint: '0123456789ab' }),
      want: 'waiver-unused: No finding of purchase has the fingerprint 0123456789ab.',
    },
    {
      name: 'the folder of another event',
      file: waiver('type-changed', {}, 'view'),
      want: `waiver-unused: No finding of view has the fingerprint ${found('type-changed').fingerprint}.`,
    },
  ])('refuses a waiver with $name', ({ file, want }) => {
    expect(faultsOf([file as WaiverFile])).toEqual([want]);
    expect(applyWaivers(report, [file as WaiverFile], now).ok).toBe(false);
  });

  it('refuses the second waiver of one finding', () => {
    const again = { ...waiver('type-changed'), file: 'schemas/purchase/waivers/again.json' };
    const { fingerprint } = found('type-changed');
    expect(faultsOf([...both, again])).toEqual([`waiver-unused: Another file waives ${fingerprint} already.`]);
  });
});
