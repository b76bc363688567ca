/** How deep arrays and objects stand inside each other, counted no further than `most`; needs no deep stack itself. */
export function nestingOf(value: unknown, most: number): number {
  let depth = 0;
  for (let level = [value]; level.length > 0 && depth <= most; depth++) {
    level = level.flatMap((member) => (typeof member === 'object' && member !== null ? Object.values(member) : []));
  }
  return depth;
}
