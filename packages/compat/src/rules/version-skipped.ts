import type { EventVersion } from '@sluice/contract';
import type { Rule } from './rule.js';

/** A gap in the numbers. */
export const versionSkipped: Rule<'version-added'> = {
  id: 'version-skipped',
  summary: 'A version number was left out.',
  why: 'Whoever reads the versions in order looks for the missing one.',
  fix: 'Take the next number, without a gap: rename the file of this version, which is not published yet, and write the number into it.',
  kind: 'version-added',
  severity: { consumer: 'warning' },
  bump: 'none',
  judge({ event, after, others }) {
    const expected = successors(others.filter((other) => isEarlier(other, after)).at(-1), after);
    if (expected === after.version) return [];
    const message = `${event} ${after.version} leaves numbers out; ${expected} would be next.`;
    return [
      {
        surface: 'consumer',
        message,
        fix: `Number it ${expected}: move the file to ${event}/${expected}.ts and write that version into it.`,
        verdict: 'compatible',
      },
    ];
  },
};

function isEarlier(other: EventVersion, { major, minor }: EventVersion): boolean {
  return other.major < major || (other.major === major && other.minor < minor);
}

/** The number that follows without a gap, in the major that the new version is of or opens. */
function successors(newest: EventVersion | undefined, after: EventVersion): string {
  if (!newest) return '1.0';
  return newest.major === after.major ? `${newest.major}.${newest.minor + 1}` : `${newest.major + 1}.0`;
}
