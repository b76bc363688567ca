/** True, false, or undefined where nothing proves either. */
export type Truth = boolean | undefined;

/** Whether all hold: false as soon as one is. */
export function every<T>(parts: Iterable<T>, test: (part: T) => Truth): Truth {
  let verdict: Truth = true;
  for (const part of parts) {
    const one = test(part);
    if (one === false) return false;
    if (one === undefined) verdict = undefined;
  }
  return verdict;
}

/** Whether any holds: true as soon as one does. */
export function some<T>(parts: Iterable<T>, test: (part: T) => Truth): Truth {
  return negate(every(parts, (part) => negate(test(part))));
}

/** Whether it does not hold. */
export function negate(verdict: Truth): Truth {
  return verdict === undefined ? undefined : !verdict;
}

/** Whether between `min` and `max` of the parts hold, both included. */
export function between<T>(parts: Iterable<T>, min: number, max: number, test: (part: T) => Truth): Truth {
  let [certain, possible] = [0, 0];
  for (const part of parts) {
    const one = test(part);
    if (one !== false) possible++;
    if (one === true) certain++;
  }
  if (possible < min || certain > max) return false;
  return certain >= min && possible <= max ? true : undefined;
}
