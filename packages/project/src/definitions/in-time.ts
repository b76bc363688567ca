const patienceMs = 10_000;

/** What a process says that read a malformed contract. */
const foundProblems = 3;

/**
 * The same promise, but it rejects where it is not settled within ten seconds: a file that waits for nothing would end the process silently. A
 * file that ends the process itself is named, and the exit code says that the contract could not be read.
 */
export async function inTime<T>(promise: Promise<T>, file: string, limitMs = patienceMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The file is not done after ${limitMs / 1000} s`)), limitMs);
  });
  const ended = () => {
    process.stderr.write(`✗ ${file}\n  The file ended the process.\n  Fix: Take process.exit(…) out of it.\n`);
    process.exitCode = foundProblems;
  };
  process.once('exit', ended);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    process.off('exit', ended);
  }
}
