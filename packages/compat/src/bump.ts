import type { EventVersion } from '@sluice/contract';
import type { Bump, Finding } from './finding.js';

/** Which version a change should have been. */
export interface BumpAdvice {
  readonly event: string;
  /** The version at hand. */
  readonly version: string;
  /** The version compared with. */
  readonly from: string;
  /** The smallest bump that is right. */
  readonly needed: Bump;
  /** The version number that goes with it. */
  readonly suggested: string;
}

/** The smallest bump for changes with these findings, as they weigh within a major. */
export function neededBump(changes: readonly object[], findings: readonly Finding[]): Bump {
  if (findings.some(({ severity }) => severity === 'error')) return 'major';
  return changes.length > 0 ? 'minor' : 'none';
}

/** The next free version number for a bump; `others` are the versions that are taken. */
export function nextVersion(needed: Bump, from: EventVersion, others: readonly EventVersion[]): string {
  if (needed === 'major') return `${Math.max(from.major, ...others.map(({ major }) => major)) + 1}.0`;
  const minors = others.filter(({ major }) => major === from.major).map(({ minor }) => minor);
  return `${from.major}.${Math.max(from.minor, ...minors) + 1}`;
}
