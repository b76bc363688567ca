import { empty, type Solved, undecided } from './solved.js';

/** A goal that is being solved. */
interface Open {
  /** Its place in the stack of open goals. */
  readonly depth: number;
  /** How many values further inside it stands. */
  readonly level: number;
}

interface Provisional {
  readonly answer: Solved;
  /** Depth of the outermost open goal that was taken for empty on the way. */
  readonly leansOn: number;
}

/**
 * Remembers answers, also those that lean on a goal which is still being solved. Such a goal is taken for empty where it
 * comes up again inside a value: a smallest value of it contains no other one. What leans on that holds until the goal
 * turns out to have a value; then it is forgotten. A goal that comes up again for the same value has no answer.
 */
export class Memory {
  readonly #answers = new Map<number, Solved>();
  readonly #undecided = new Set<number>();
  readonly #open = new Map<number, Open>();
  readonly #provisional = new Map<number, Provisional>();
  #leansOn = Number.POSITIVE_INFINITY;

  /** The answer of a goal, solved at most once as long as nothing changes under it. */
  recall(goal: number, level: number, solve: () => Solved): Solved {
    const known = this.#answers.get(goal);
    if (known) return known;
    const open = this.#open.get(goal);
    if (open) return open.level < level ? this.#lean(open.depth, empty) : undecided('recursion');
    const provisional = this.#provisional.get(goal);
    if (provisional) return this.#lean(provisional.leansOn, provisional.answer);
    return this.#solveAnew(goal, level, solve);
  }

  /** Forgets every answer that none was found for. */
  forgetUndecided(): void {
    for (const goal of this.#undecided) this.#answers.delete(goal);
    this.#undecided.clear();
  }

  #lean(depth: number, answer: Solved): Solved {
    this.#leansOn = Math.min(this.#leansOn, depth);
    return answer;
  }

  #solveAnew(goal: number, level: number, solve: () => Solved): Solved {
    const depth = this.#open.size;
    const outer = this.#leansOn;
    this.#leansOn = Number.POSITIVE_INFINITY;
    this.#open.set(goal, { depth, level });
    const answer = solve();
    this.#open.delete(goal);
    const leansOn = this.#leansOn;
    if (leansOn < depth) {
      if (answer.kind === 'empty') this.#provisional.set(goal, { answer, leansOn });
      else this.#provisional.clear();
    } else {
      this.#settle(depth, answer);
    }
    if (answer.kind === 'value' || leansOn >= depth) this.#answers.set(goal, answer);
    if (answer.kind === 'unknown') this.#undecided.add(goal);
    this.#leansOn = Math.min(outer, leansOn < depth ? leansOn : Number.POSITIVE_INFINITY);
    return answer;
  }

  /** The goal at this depth is decided: what leaned on its emptiness becomes final, or is forgotten. */
  #settle(depth: number, answer: Solved): void {
    if (answer.kind !== 'empty') {
      this.#provisional.clear();
      return;
    }
    for (const [goal, provisional] of this.#provisional) {
      if (provisional.leansOn < depth) continue;
      this.#answers.set(goal, provisional.answer);
      this.#provisional.delete(goal);
    }
  }
}
