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

  /** Takes the problem as it will be shown: code, path, message and fix. */
  constructor(problem: Problem) {
    super(problem.message);
    this.code = problem.code;
    this.path = problem.path;
    this.fix = problem.fix;
  }
}

/**
 * Whether an unknown thrown value is a {@link ContractError}, also one of another copy of this module: the fields
 * decide, never `instanceof`.
 */
export function isContractError(error: unknown): error is ContractError {
  return error instanceof Error && error.name === 'ContractError' && 'code' in error && 'fix' in error;
}
