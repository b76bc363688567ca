/** A version's two numbers. */
export interface VersionNumbers {
  readonly major: number;
  readonly minor: number;
}

/** Reads `MAJOR.MINOR` (major from 1, no leading zeros, nine digits at most); undefined for anything else. */
export function parseVersion(version: string): VersionNumbers | undefined {
  const match = /^([1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/.exec(version);
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined;
}

/** Orders versions number by number: 1.9 before 1.10. Malformed ones come first, by text. */
export function compareVersions(a: string, b: string): number {
  const left = parseVersion(a);
  const right = parseVersion(b);
  if (!left || !right) return left ? 1 : right ? -1 : a < b ? -1 : a > b ? 1 : 0;
  return left.major - right.major || left.minor - right.minor;
}
