import type { Io } from '../io.js';
import type { OptionTable, ValuesOf } from './option.js';

/** One command: what `--help` says, and where the code is, loaded only when it runs. */
export interface Command {
  readonly id: string;
  readonly summary: string;
  /** What is typed behind the name: `<event> [json]`, or nothing. */
  readonly args: string;
  readonly options: OptionTable;
  /** What to type, for the end of the help. */
  readonly examples: readonly string[];
  /** Its `run` module, whose `run` takes arguments and options and resolves to the exit code. */
  load(): Promise<{
    run(args: readonly (string | undefined)[], options: { readonly [name: string]: unknown }, io: Io): Promise<number>;
  }>;
}

/** A {@link Command} as it is written down: its `run` takes the arguments and the options that are declared here, and no others. */
export interface Declared<Args extends string, Options extends OptionTable> extends Omit<Command, 'load'> {
  readonly args: Args;
  readonly options: Options;
  readonly load: () => Promise<{
    readonly run: (args: Readonly<WordsOf<Args>>, options: ValuesOf<Options>, io: Io) => Promise<number>;
  }>;
}

/** The words behind a command's name: `<event> [json]` is one, and perhaps another. */
type WordsOf<Args extends string> = Args extends `${infer First} ${infer Rest}`
  ? [...WordOf<First>, ...WordsOf<Rest>]
  : WordOf<Args>;

type WordOf<Arg extends string> = Arg extends `<${string}>` ? [string] : Arg extends `[${string}]` ? [string?] : [];

/** Holds a command against its `run`. */
export function command<const Args extends string, Options extends OptionTable>(
  declared: Declared<Args, Options>,
): Declared<Args, Options> {
  return declared;
}
