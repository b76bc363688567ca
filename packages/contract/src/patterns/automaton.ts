import { wordCharacters } from './char-classes.js';
import { type CharSet, holds } from './char-set.js';
import { cutsOf } from './letters.js';
import { parse } from './parse.js';
import { type Program, programOf, type Step } from './program.js';

/** A step of an automaton, as the run time reads it: what it is, then numbers of sets, flags and the steps that follow. */
export type AutomatonStep = readonly [code: number, ...numbers: number[]];

/**
 * A pattern as data: characters from `cuts[i]` to the next cut are of kind `kinds[i]`; `sets` are lists of kinds, the first
 * one is `\w`.
 */
export interface AutomatonTable {
  readonly cuts: readonly number[];
  readonly kinds: readonly number[];
  readonly sets: readonly (readonly number[])[];
  readonly start: number;
  readonly steps: readonly AutomatonStep[];
}

/** Each character may cost as many operations as there are steps. */
const mostSteps = 2_000;

/** The automaton that finds a pattern (flag u); undefined where none does, or only one that is too large. */
export function automatonOf(pattern: string): AutomatonTable | undefined {
  const program = programOf(parse(pattern, 'code points'));
  return program.exact && program.steps.length <= mostSteps ? tableOf(program) : undefined;
}

function tableOf({ steps, start }: Program): AutomatonTable {
  const sets = [...new Map([wordCharacters, ...steps.flatMap(setOf)].map((set) => [set.join(), set])).entries()];
  const number = (set: CharSet) => sets.findIndex(([key]) => key === set.join());
  const cuts = cutsOf(sets.map(([, set]) => set)).filter((cut) => cut <= 0x10ffff);
  const members = cuts.map((cut) => [...sets.keys()].filter((set) => holds(sets[set]?.[1] as CharSet, cut)));
  const kinds = [...new Map(members.map((having) => [having.join(), having])).entries()];
  return {
    cuts,
    kinds: members.map((having) => kinds.findIndex(([key]) => key === having.join())),
    sets: [...sets.keys()].map((set) => [...kinds.keys()].filter((kind) => kinds[kind]?.[1].includes(set))),
    start,
    steps: steps.map((step) => encoded(step, number)),
  };
}

function setOf(step: Step): CharSet[] {
  if (step.kind === 'read') return [step.set];
  return step.kind === 'test' && 'set' in step.test ? [step.test.set] : [];
}

type Encode<S extends Step> = (step: S, number: (set: CharSet) => number) => AutomatonStep;

/** The code of a step. A test of a neighbour is a set, whether the neighbour must be outside of it, and what follows. */
const codes: { readonly [K in Step['kind']]: Encode<Extract<Step, { kind: K }>> } = {
  match: () => [0],
  read: ({ set, then }, number) => [1, number(set), then],
  branch: ({ targets }) => [2, ...targets],
  enter: ({ then }) => [2, then],
  progress: ({ then }) => [2, then],
  test: ({ test, then }, number) => {
    if (test.kind === 'start') return [3, then];
    if (test.kind === 'end') return [4, then];
    if (test.kind === 'word') return [5, Number(test.negative), then];
    return [test.kind === 'next' ? 6 : 7, Number(test.negative), number(test.set), then];
  },
  behind: () => [2],
  done: () => [2],
};

function encoded(step: Step, number: (set: CharSet) => number): AutomatonStep {
  return (codes[step.kind] as Encode<Step>)(step, number);
}
