/** What the process says to its caller. */
export const exit = {
  clean: 0,
  failed: 1,
  usage: 2,
  findings: 3,
  outOfDate: 4,
} as const;
