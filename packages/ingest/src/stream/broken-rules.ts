/** The code with which `flush` and `close` of a stream reject where the transform function broke the contract of Firehose. */
export const CONTRACT_BROKEN = 'ContractBroken';

/** What a transform function broke of its contract, until somebody is told. */
export interface BrokenRules {
  /** Remembers violations, in words. */
  note(violations: readonly string[]): void;
  /** Throws an error {@link CONTRACT_BROKEN} with what was noted since the last time, where anything was. */
  tell(): void;
}

/** More are counted elsewhere, but not remembered. */
const MOST = 100;

/** Nothing is broken yet. */
export function brokenRules(): BrokenRules {
  let noted: string[] = [];
  return {
    note: (violations) => {
      noted.push(...violations.slice(0, MOST - noted.length));
    },
    tell: () => {
      const violations = noted;
      noted = [];
      if (violations.length > 0)
        throw Object.assign(new Error(textOf(violations)), { code: CONTRACT_BROKEN, violations });
    },
  };
}

function textOf([first, ...others]: readonly string[]): string {
  const times = others.length === 0 ? '' : ` ${others.length + 1} times; first`;
  return `The transform function broke the contract of Firehose${times}: ${first} Its records are below the error prefix.`;
}
