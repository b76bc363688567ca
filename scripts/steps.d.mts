/** The repository's root folder. */
export const root: string;
/** Paints text for a terminal; leaves it alone elsewhere. */
export const bold: (text: string) => string;
export const dim: (text: string) => string;
export const green: (text: string) => string;
export const red: (text: string) => string;

/** How a program is run. */
export interface RunOptions {
  readonly show?: boolean;
  readonly cwd?: string;
  readonly env?: { readonly [name: string]: string };
}

/** Runs a program; resolves to its exit code and what it printed. */
export function run(
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<{ code: number; output: string }>;
/** Runs one named step quietly; ends the process where it fails. */
export function step(name: string, command: string, args: readonly string[], options?: RunOptions): Promise<string>;
/** A program of the workspace, by the name of its binary. */
export function bin(name: string): string;
