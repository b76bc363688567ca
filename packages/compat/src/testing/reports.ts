import { Enum, Type } from '@sluice/contract';
import { type CheckReport, check } from '../check.js';
import { applyWaivers } from '../waivers/apply-waivers.js';
import { contractOf, minor } from './contracts.js';

const action = () => Enum(['click', 'view']);
const { base, head } = minor({ type: action() }, { action: action() });
const accepted = { reason: 'Only <b>one</b> app, 100% ours.', owner: 'web', expires: '2026-12-31' };

/** A rename that forgot its alias: errors at ingestion, warnings on other surfaces. */
export const brokenReport: CheckReport = check(base, head, { surfaces: [] });

/** The same, waived, beside a waiver that nobody needs any more. */
export const waivedReport: CheckReport = (() => {
  const finding = brokenReport.findings.find(({ path, severity }) => path !== '' && severity === 'error');
  const { fingerprint, rule, path } = finding ?? { fingerprint: '', rule: '', path: '' };
  const folder = 'schemas/purchase/waivers';
  const files = [
    { event: 'purchase', file: `${folder}/a.json`, text: JSON.stringify({ fingerprint, rule, path, ...accepted }) },
    { event: 'purchase', file: `${folder}/old.json`, text: '{' },
  ];
  return applyWaivers(brokenReport, files, '2026-06-30');
})();

/** A new event, a version that breaks nothing, a version and an event that are gone. */
export const variedReport: CheckReport = (() => {
  const view = { event: 'view', version: '1.0', properties: {} };
  const one = { version: '1.0', properties: { id: Type.Integer() } };
  const two = { version: '1.1', properties: { id: Type.Integer(), brand: Type.Optional(Type.String()) } };
  const old = { event: 'cart', version: '1.0', properties: {} };
  const published = contractOf([one, view, old, { ...old, version: '1.1' }]);
  return check(published, contractOf([one, two, { ...old, version: '1.1' }, { ...view, event: 'seen' }]), {
    surfaces: [],
  });
})();

/** A report in which nothing has changed. */
export const emptyReport: CheckReport = check(head, head, { surfaces: [] });
