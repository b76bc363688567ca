import type { JsonValue } from '@sluice/contract';
import type { Finding, Severity } from '../finding.js';
import type { Witness } from '../witness/ingest.js';

/** What a witness shows, as a sentence. */
export function toldBy({ shows, reason }: Pick<Witness, 'shows' | 'reason'>): string {
  if (shows === 'value-lost') return 'It is accepted, and the value is lost: no field of the new version takes it.';
  return `It was accepted before and is refused now: ${reason}.`;
}

/** An event as one line of JSON, cut where it is longer than so many characters. */
export function shortened(event: JsonValue, longest: number): string {
  const text = JSON.stringify(event);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** A finding without its witness's event, as lines: what, the proof's sentence, who waived it, why, what to do. */
export function toldInFull({ message, witness, waived, why, fix }: Finding): string[] {
  return [
    message,
    ...(waived ? [`Waived until ${waived.expires} by ${waived.owner}: ${waived.reason}`] : []),
    ...(witness ? [`Event: ${shortened(witness.event, 1000)}`, toldBy(witness)] : []),
    `Why: ${why}`,
    `Fix: ${fix}`,
  ];
}

/** `2 errors, 1 warning, 3 info, 1 waived`; what there is none of is left out. */
export function countFindings(findings: readonly Finding[]): string {
  const counts = (['error', 'warning', 'info'] as const).map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity && !finding.waived).length;
    return count === 0 ? '' : `${count} ${count > 1 ? plurals[severity] : severity}`;
  });
  const waived = findings.filter((finding) => finding.waived).length;
  return [...counts, waived > 0 ? `${waived} waived` : ''].filter((text) => text !== '').join(', ');
}

const plurals: { readonly [S in Severity]: string } = { error: 'errors', warning: 'warnings', info: 'info' };

/** Items by a key, in the order the keys first appear. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
