/** What every refusal of a malformed definition or registry document says. */
export interface Problem {
  /** Stable, machine readable: `kebab-case`. */
  readonly code: string;
  /** Where: a file, or a file and a path inside it (`schemas/purchase/1.0.ts: properties.amount`). */
  readonly path: string;
  /** What was found. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

/** Thrown for malformed definitions and registry documents only; everything else that can be wrong is a returned finding. */
export class ContractError extends Error implements Problem {
  override readonly name = 'ContractError';
  readonly code: string;
  readonly path: string;
  readonly fix: string;
  /** What else was found in the same run, in order; empty where this was the only problem. */
  readonly others: readonly Problem[];

  /** Takes the problem as it will be shown: code, path, message and fix; and those found beside it. */
  constructor(problem: Problem, others: readonly Problem[] = []) {
    super(problem.message);
    this.code = problem.code;
    this.path = problem.path;
    this.fix = problem.fix;
    this.others = others;
  }
}

/**
 * Whether an unknown thrown value is a {@link ContractError}, also one of another copy of this module: the fields
 * decide, never `instanceof`.
 */
export function isContractError(error: unknown): error is ContractError {
  return error instanceof Error && error.name === 'ContractError' && 'code' in error && 'fix' in error;
}

/** The problem of a {@link ContractError} and those that were found beside it. */
export function problemsIn({ code, path, message, fix, others = [] }: ContractError): readonly Problem[] {
  return [{ code, path, message, fix }, ...others];
}

/**
 * Takes every step, though one before it was refused, so that one run shows all that is wrong. Throws one ContractError with all of it; any
 * other error at once.
 */
export function takeAll(steps: readonly (() => void)[]): void {
  const problems: Problem[] = [];
  for (const step of steps) {
    try {
      step();
    } catch (error) {
      if (!isContractError(error)) throw error;
      problems.push(...problemsIn(error));
    }
  }
  const [first, ...others] = problems;
  if (first) throw new ContractError(first, others);
}
