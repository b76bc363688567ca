import { UsageError } from '@sluice/project/errors';

/** One option of a command: what the help says of it, and how its text becomes a value. */
export interface Option<Value> {
  /** What stands behind its name, like `<file>`; empty for a flag. */
  readonly value: string;
  readonly description: string;
  /**
   * Makes the value of what was typed behind `name` (`--from`). Throws a UsageError for what is none. Flags and lists need none: the
   * parser makes them.
   */
  readonly read?: (typed: string, name: string) => Value;
}

/** The options of a command by their names, in the order of the help: `dryRun` is typed as `--dry-run`. */
export type OptionTable = { readonly [name: string]: Option<unknown> };

/** What a command gets of its options; what was not typed is not there. */
export type ValuesOf<Table extends OptionTable> = {
  readonly [Name in keyof Table]?: (Table[Name] extends Option<infer Value> ? Value : never) | undefined;
};

/** An option that is there or not. */
export function flag(description: string): Option<boolean> {
  return { value: '', description };
}

/** Any text. */
export function text(value: string, description: string): Option<string> {
  return { value, description, read: (typed) => typed };
}

/** Several texts: one option may have many, and it may be repeated. */
export function list(value: string, description: string): Option<readonly string[]> {
  return { value, description };
}

/** A text of which something else is made. */
export function parsed<Value>(
  value: string,
  description: string,
  read: (typed: string, name: string) => Value,
): Option<Value> {
  return { value, description, read };
}

/** One of some words. */
export function choice<const Word extends string>(
  value: string,
  description: string,
  words: readonly Word[],
  refusal: (typed: string, name: string, words: readonly Word[]) => string = notOneOf,
): Option<Word> {
  const read = (typed: string, name: string) => {
    const word = words.find((one) => one === typed);
    if (word === undefined) throw new UsageError(refusal(typed, name, words));
    return word;
  };
  return { value, description, read };
}

function notOneOf(typed: string, name: string, words: readonly string[]): string {
  return `${name} is "${typed}". It can be ${words.join(' or ')}.`;
}
