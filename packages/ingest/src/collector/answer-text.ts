import { Ranges } from '../dead-letters/member-ranges.js';
import type { Answer, Verdict } from './verdicts.js';

/** Texts that JSON writes as they are. */
const PLAIN = /^[\w.:-]*$/;

/** Bytes kept free for verdicts about many events, where there are several. */
const FOR_MANY = 1_500;

/** Bytes of an event's place among others. */
const PLACE_BYTES = 7;

/**
 * An answer as JSON, in so many bytes at most. The verdicts of accepted events, nearly all of them, are put together without the
 * general serialiser; where they do not all find room, one verdict says it for many.
 */
export function answerText({ body }: Pick<Answer, 'body'>, most = Number.POSITIVE_INFINITY): string {
  const { results, error } = body;
  let text = error === undefined ? '{"results":[' : `{"error":${JSON.stringify(error)},"results":[`;
  const start = text.length;
  let size = start;
  const many = new Folded();
  const left = most - FOR_MANY - bytesOfMany(results) - 3;
  let last: Verdict | undefined;
  let tail = '';
  for (let i = 0; i < results.length; i++) {
    const verdict = results[i] as Verdict;
    let one: string;
    if (isRefused(verdict)) one = JSON.stringify(verdict);
    else {
      // The events of a batch are mostly alike.
      if (last === undefined || !isAlike(last, verdict)) tail = tailOf(verdict);
      last = verdict;
      one = `{"index":${verdict.index},"eventId":${quoted(verdict.eventId ?? '')}${tail}`;
    }
    const bytes = isRefused(verdict) ? Buffer.byteLength(one) : one.length;
    const isOver = size + bytes + PLACE_BYTES * (results.length - i) > left;
    if (results.length > 1 && verdict.events === undefined && (many.size > 0 || isOver)) many.add(verdict);
    else {
      text += text.length > start ? `,${one}` : one;
      size += bytes + 1;
    }
  }
  const folded = many.texts().join(',');
  return `${text}${folded !== '' && text.length > start ? ',' : ''}${folded}]}`;
}

/** Bytes of the verdicts that are about many events already. */
function bytesOfMany(results: readonly Verdict[]): number {
  let bytes = 0;
  for (const verdict of results) if (verdict.events !== undefined) bytes += JSON.stringify(verdict).length + 1;
  return bytes;
}

/** Verdicts of many events, told apart by status and code alone. */
class Folded {
  readonly #groups = new Map<string, { readonly verdict: Verdict; readonly places: Ranges }>();

  add(verdict: Verdict): void {
    const key = `${verdict.status} ${verdict.code ?? ''}`;
    const group = this.#groups.get(key) ?? { verdict, places: new Ranges() };
    group.places.add(verdict.index);
    this.#groups.set(key, group);
  }

  get size(): number {
    return this.#groups.size;
  }

  texts(): string[] {
    return [...this.#groups.values()].map(({ verdict: { status, code }, places }) =>
      JSON.stringify({ index: places.first, events: places.text(), status, code }),
    );
  }
}

function isRefused({ code, event, version }: Verdict): boolean {
  return code !== undefined || event === undefined || version === undefined;
}

function isAlike(a: Verdict, b: Verdict): boolean {
  return a.event === b.event && a.version === b.version && a.status === b.status && a.assumed === b.assumed;
}

function tailOf({ event = '', version = '', status, assumed }: Verdict): string {
  return `,"event":${quoted(event)},"version":${quoted(version)},"status":"${status}"${assumed ? ',"assumed":true}' : '}'}`;
}

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
