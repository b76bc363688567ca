import { setImmediate as nextTurn } from 'node:timers/promises';

const kinds = ['uncaughtException', 'unhandledRejection'] as const;
type Listener = (...given: never[]) => void;

/**
 * What the work comes to, and what its files threw beside it: in a timer, or as a promise that nobody waits for. Node would end the
 * process with a stack in a file that is gone. `isTheirs`: whether an error comes from these files; any other is thrown.
 */
export async function withLateErrors<T>(
  work: () => Promise<T>,
  isTheirs: (error: unknown) => boolean,
): Promise<{ readonly result: T; readonly late: readonly unknown[] }> {
  const late: unknown[] = [];
  const note = (error: unknown) => void late.push(error);
  const others = kinds.map((kind) => process.listeners(kind as 'exit') as readonly Listener[]);
  for (const kind of kinds) process.removeAllListeners(kind).on(kind, note);
  try {
    const result = await work();
    await nextTurn();
    const stray = late.find((error) => error instanceof Error && !isTheirs(error));
    if (stray !== undefined) throw stray;
    return { result, late };
  } finally {
    kinds.forEach((kind, at) => {
      process.off(kind, note);
      for (const other of others[at] ?? []) process.on(kind as 'exit', other as NodeJS.ExitListener);
    });
  }
}
