import { Enum, Type } from '@sluice/contract';
import { describe, expect, it } from 'vitest';
import { check } from '../check.js';
import { contractOf, edited, minor } from '../testing/contracts.js';
import { jsonReport, renderJson } from './json.js';
import { plainPainter } from './painter.js';
import { renderText } from './text.js';

const action = () => Enum(['click', 'view']);
const brand = { brand: Type.Optional(Type.String()) };
const broken = minor({ id: Type.Integer(), type: action() }, { id: Type.String(), action: action(), ...brand });
const renamedOnly = minor({ type: action() }, { action: action() });
const grown = minor({ id: Type.Integer() }, { id: Type.Integer(), ...brand });
const report = ({ base, head }: typeof broken) => check(base, head, { surfaces: [] });

describe('renderText', () => {
  it('tells everything about one break on one screen', () => {
    expect(renderText(report(renamedOnly))).toBe(`purchase 1.1 compared with 1.0
  error bump-too-small (ingest) [bd10fe804f23]
    purchase 1.1 breaks what 1.0 promises, so it is no minor version.
    Why: A minor version promises that nothing breaks at ingestion and in no warehouse.
    Fix: Take the breaking change back, or publish it as 2.0: move the file to purchase/2.0.ts and write that version into it.
  error field-renamed-without-alias at action (ingest) [9643d323b548]
    "type" of 1.0 is gone, and 1.1 has a new "action" of the same type.
    Why: Apps in the wild keep sending the old name. Without an alias its values are lost, or the events are refused.
    Fix: If it is a rename, add renamedFrom: ['type'] to "action". If it is another field, keep "type" beside it, and let "action" be optional.
    Event: {"type":"view"}
    It was accepted before and is refused now: must have required property 'action'.
    warning (consumer) Events of 1.1 have "action" where readers look for "type".
    warning (source) Callers that pass "type" stop compiling.

The smallest version that is right for purchase 1.1: 2.0.
Not compatible: 2 errors, 2 warnings.
`);
  });

  it('has a line for a version that breaks nothing', () => {
    expect(renderText(report(grown))).toBe('purchase 1.1 is new and breaks nothing.\n\nCompatible.\n');
  });

  it('says that nothing has changed', () => {
    expect(renderText(check(grown.head, grown.head, { surfaces: [] }))).toBe('Nothing has changed.\n');
  });

  it('says that a value is lost where the event is still accepted', () => {
    const optional = { type: Type.Optional(action()) };
    const text = renderText(report(minor({ id: Type.Integer(), ...optional }, { id: Type.Integer() })));
    expect(text).toContain('It is accepted, and the value is lost: no field of the new version takes it.\n');
  });

  it('paints with what it is given', () => {
    const painter = { ...plainPainter, error: (text: string) => `<${text}>` };
    expect(renderText(report(renamedOnly), { painter })).toContain('  <error> bump-too-small');
  });

  it('cuts a long event, which the report for machines has whole', () => {
    const long = report(minor({ s: Type.String({ maxLength: 900 }) }, { s: Type.String({ maxLength: 300 }) }));
    expect(renderText(long)).toContain(`    Event: {"s":"${'a'.repeat(194)}…\n`);
    expect(renderJson(long)).toContain(`"s": "${'a'.repeat(301)}"`);
  });
});

describe('jsonReport', () => {
  it('names every change without its schemas', () => {
    expect(jsonReport(report(broken)).changes).toEqual([
      {
        kind: 'version-added',
        event: 'purchase',
        version: '1.1',
        changes: [
          { kind: 'field-added', path: 'brand' },
          { kind: 'type-changed', path: 'id' },
          { kind: 'field-replaced', path: 'action' },
        ],
      },
    ]);
  });

  it('has versions where there are some', () => {
    const id = { id: Type.Integer() };
    const view = { event: 'view', version: '1.0', properties: {} };
    const base = contractOf([{ version: '1.0', properties: id }, { version: '1.1', properties: id }, view]);
    const head = contractOf([{ version: '1.1', properties: brand }]);
    expect(jsonReport(check(base, head, { surfaces: [] })).changes).toEqual([
      { kind: 'version-edited', event: 'purchase', version: '1.1', changes: expect.any(Array) },
      { kind: 'version-removed', event: 'purchase', version: '1.0' },
      { kind: 'event-removed', event: 'view' },
    ]);
  });

  it('gives the same bytes for the same contracts', () => {
    const one = edited({ id: Type.Integer() }, { id: Type.String() });
    const other = edited({ id: Type.Integer() }, { id: Type.String() });
    expect(renderJson(report(one))).toBe(renderJson(report(other)));
  });
});
