import { allRules } from '@sluice/compat/internal';
import { Type } from '@sluice/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { emitSdk } from '../generators/sdk/emit.js';
import { minor } from '../packages/compat/src/testing/contracts.js';
import { exceptions } from './source-rules/exceptions.js';
import { type Proof, proofCases, prove, stopsCallers } from './source-rules/proofs.js';

const missing: Proof = { findings: [], said: [], stopped: [], untold: [], unsound: ['no such case'] };

let proofs: ReadonlyMap<string, Proof>;
beforeAll(() => {
  proofs = prove(proofCases);
});

function proofOf(name: string): Proof {
  return proofs.get(name) ?? missing;
}

/** Rules with a finding in some case and about some event for which this holds. */
function rulesWhere(holds: (proof: Proof, event: string) => boolean): Set<string> {
  const found = [...proofs.values()].flatMap((proof) =>
    proof.findings.filter(({ event }) => holds(proof, event)).map(({ rule }) => rule),
  );
  return new Set(found);
}

describe('callers stop compiling exactly where the check says so, and readers of the types are told', () => {
  const known = new Set(exceptions.map(({ name }) => name));
  it.each(proofCases.filter(({ name }) => !known.has(name)))('$name', ({ name }) => {
    const { said, stopped, untold, unsound } = proofOf(name);
    expect({ stopped, untold, unsound }).toEqual({ stopped: said, untold: [], unsound: [] });
  });

  it.each(exceptions)('$name, with one exception: $because', ({ name, want }) => {
    const { said, stopped, untold, unsound } = proofOf(name);
    expect({ stopped, untold, unsound }).toEqual({ ...want, unsound: [] });
    expect({ stopped, untold }).not.toEqual({ stopped: said, untold: [] });
  });
});

describe('the table of rules', () => {
  it('has for every rule about callers a case that it alone explains', () => {
    const about = allRules.filter(({ severity }) => severity.source === 'warning').map(({ id }) => id);
    const alone = about.filter((id) =>
      rulesWhere(({ findings, stopped }, event) => {
        const others = findings.filter((finding) => finding.event === event && stopsCallers(finding));
        return stopped.includes(event) && others.length > 0 && others.every(({ rule }) => rule === id);
      }).has(id),
    );
    expect(alone).toEqual(about);
  });

  // A struct that is closed refuses what it took only if it also loses a field, and two rules about old names come with a rename: rules of
  // their own, which stop callers.
  it('has for every other rule but three a case in which it is found and everything compiles', () => {
    const silent = allRules.filter(({ severity }) => severity.source !== 'warning').map(({ id }) => id);
    const harmless = rulesWhere(({ stopped }, event) => !stopped.includes(event));
    expect(silent.filter((id) => !harmless.has(id))).toEqual([
      'keyword-changed',
      'alias-claimed-twice',
      'alias-leads-back',
    ]);
  });

  it('says of a rename that callers stop compiling, and the SDK names what to write', () => {
    const { head } = minor({ type: Type.String() }, { action: Type.String({ renamedFrom: ['type'] }) });
    const files = new Map(emitSdk(head).map(({ path, content }) => [path, content]));
    expect(allRules.filter(({ severity }) => severity.source === 'info')).toEqual([]);
    expect(files.get('sdk/events/purchase.ts')).toMatch(/type\?: RenamedTo<'action'>;/);
  });
});
