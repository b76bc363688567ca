import { check, type Finding } from '@sluice/compat';
import { allRules, emptyContract } from '@sluice/compat/internal';
import { allCases } from '../../packages/compat/src/rules/cases/index.js';
import type { CallSite } from './call-sites.js';
import { compilePairs } from './compile.js';
import { moreCases, type NamedPair, typeChanges } from './more-cases.js';

/** A pair of contracts to check and to compile, on a day where the rule asks for one. */
export interface ProofCase extends NamedPair {
  readonly now?: string;
}

/** What the check says about one pair of contracts, beside what the compiler says. Events stand in alphabetical order. */
export interface Proof {
  readonly findings: readonly Finding[];
  /** Events whose callers stop compiling, as the check says. */
  readonly said: readonly string[];
  /** Events whose callers stop compiling, as the compiler says. */
  readonly stopped: readonly string[];
  /** Events whose exported types no longer suit their readers, where no finding tells callers or consumers. */
  readonly untold: readonly string[];
  /** What does not compile although nothing has changed; always empty. */
  readonly unsound: readonly string[];
}

/** The cases of all rules, and more. Where nothing was published there are no call sites. */
export const proofCases: readonly ProofCase[] = [
  ...allCases.flatMap(({ rule, breaking, allowed }) =>
    [...breaking, ...allowed].map(({ name, given }) => ({
      name: `${rule.id}: ${name}`,
      ...given,
      base: given.base ?? emptyContract,
    })),
  ),
  ...moreCases,
  typeChanges,
];

/** Checks and compiles all pairs of contracts; the proofs by the names of the cases. */
export function prove(cases: readonly ProofCase[]): ReadonlyMap<string, Proof> {
  const outcomes = compilePairs(cases);
  return new Map(
    cases.map(({ name, base, head, now }, index) => {
      const { unsound = [], broken = [] } = outcomes[index] ?? {};
      const { findings } = check(base, head, { surfaces: [], ...(now !== undefined && { now }) });
      const said = eventsOf(findings.filter(stopsCallers));
      return [name, { findings, said, unsound, ...stoppedBy(broken, findings) }] as const;
    }),
  );
}

/** Whether a finding says that callers stop compiling: on the surface of callers, an info of a rule says less. */
export function stopsCallers({ surface, rule }: Finding): boolean {
  return surface === 'source' && allRules.some(({ id, severity }) => id === rule && severity.source === 'warning');
}

function stoppedBy(broken: readonly CallSite[], findings: readonly Finding[]): Pick<Proof, 'stopped' | 'untold'> {
  const told = findings.filter(({ surface }) => surface === 'source' || surface === 'consumer');
  const readers = broken.filter(({ use }) => use === 'reader');
  const senders = broken.filter(({ use }) => use === 'sender');
  const untold = readers.filter(({ event }) => !told.some((finding) => finding.event === event));
  return { stopped: eventsOf(senders), untold: eventsOf(untold) };
}

function eventsOf(all: readonly { readonly event: string }[]): string[] {
  return [...new Set(all.map(({ event }) => event))].sort();
}
