/** What lists in a configuration name: ids of what Sluice has, and objects of the project's own with theirs. */
export function idsOf(named: readonly (string | { readonly id: string })[]): ReadonlySet<string> {
  return new Set(named.map((one) => (typeof one === 'string' ? one : one.id)));
}
