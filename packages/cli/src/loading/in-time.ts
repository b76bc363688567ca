const patienceMs = 10_000;

/** The same promise, but it rejects where it is not settled within ten seconds: a file that waits for nothing would end the process silently. */
export async function inTime<T>(promise: Promise<T>, limitMs = patienceMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The file is not done after ${limitMs / 1000} s`)), limitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
