import type { Formula } from '../formula.js';
import type { Universe } from '../universe.js';
import type { Solved } from './solved.js';

/** What the solvers of arrays and objects ask about the values inside. */
export interface InnerSolver {
  readonly universe: Universe;
  solve(formula: Formula): Solved;
  /** Steps that are left. */
  readonly steps: number;
  /** Takes a step; false where none is left. */
  spend(): boolean;
}
