import type { EventVersion } from '@sluice/contract';
import type { VersionAdded, VersionEdited } from './contract/contract-change.js';
import { behind } from './contract/minor-step.js';
import type { Bump } from './finding.js';
import { judgeStep, type Setting } from './judge-step.js';

/** Which version a change should have been. */
export interface BumpAdvice {
  readonly event: string;
  /** The version at hand. */
  readonly version: string;
  /** The version compared with. */
  readonly from: string;
  /** The smallest bump that is right. */
  readonly needed: Bump;
  /** The version number that goes with it; absent where none makes the change right. */
  readonly suggested?: string;
}

/** The advice about a version that is new or edited; `needed` was found against `from`. */
export function adviceOf(
  change: VersionAdded | VersionEdited,
  from: EventVersion,
  needed: Bump,
  at: Setting,
): BumpAdvice {
  const { event, after } = change;
  const suggested = suggestedFor(change, from, needed, at);
  return { event, version: after.version, from: from.version, needed, ...(suggested !== undefined && { suggested }) };
}

/** The first major, from the version's own on, whose newest version takes the change as a minor; else a new major. */
function suggestedFor(
  change: VersionAdded | VersionEdited,
  from: EventVersion,
  needed: Bump,
  at: Setting,
): string | undefined {
  const { event, after } = change;
  const { events, envelopes } = at.head;
  const there = event === 'envelope' ? envelopes : (events.find(({ name }) => name === event)?.versions ?? []);
  const others = [...there.filter(({ version }) => version !== after.version && version !== from.version), from];
  for (const last of newestOfMajors(others, from.major)) {
    const isRight = last === from ? needed !== 'major' : event === 'envelope' || fitsBehind(last, others, after, at);
    if (isRight) return `${last.major}.${last.minor + 1}`;
  }
  const mayBegin = change.kind === 'version-edited' ? event !== 'envelope' : change.mayBegin;
  return mayBegin ? `${Math.max(...others.map(({ major }) => major)) + 1}.0` : undefined;
}

function newestOfMajors(versions: readonly EventVersion[], first: number): EventVersion[] {
  const newest = new Map<number, EventVersion>();
  for (const version of versions) {
    if (version.major >= first && version.minor >= (newest.get(version.major)?.minor ?? 0)) {
      newest.set(version.major, version);
    }
  }
  return [...newest.values()].sort((a, b) => a.major - b.major);
}

function fitsBehind(last: EventVersion, others: readonly EventVersion[], after: EventVersion, at: Setting): boolean {
  return judgeStep(behind(at.head.envelopes, others, last, [after]), after.version, at).needed !== 'major';
}
