const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Resolves at the first request to stop (Ctrl-C, or a supervisor's SIGTERM). Listens from the call on, and only until then: a
 * second request ends the process at once.
 */
export function stopRequest(process: Pick<NodeJS.Process, 'on' | 'off'>): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      for (const signal of signals) process.off(signal, stop);
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
  });
}
