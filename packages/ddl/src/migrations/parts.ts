import type { Migration } from './file.js';
import type { Step } from './steps.js';

/** What succeeds or fails as one: the statements of one transaction, or one statement that takes none. */
export interface Part {
  readonly number: number;
  readonly steps: readonly Step[];
  readonly transactional: boolean;
}

/** The parts of a migration, in order. */
export function partsOf({ steps }: Migration): Part[] {
  const parts: { steps: Step[]; transactional: boolean }[] = [];
  for (const step of steps) {
    const last = parts.at(-1);
    if (last?.transactional && step.transactional) last.steps.push(step);
    else parts.push({ steps: [step], transactional: step.transactional });
  }
  return parts.map((part, at) => ({ ...part, number: at + 1 }));
}
