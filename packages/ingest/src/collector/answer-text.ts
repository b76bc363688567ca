import type { Answer, Verdict } from './verdicts.js';

/** Texts that JSON writes as they are. */
const PLAIN = /^[\w.:-]*$/;

/** An answer as JSON. The verdicts of accepted events, nearly all of them, are put together without the general serialiser. */
export function answerText({ body }: Pick<Answer, 'body'>): string {
  const { results, error } = body;
  let text = error === undefined ? '{"results":[' : `{"error":${JSON.stringify(error)},"results":[`;
  let last: Verdict | undefined;
  let tail = '';
  for (let i = 0; i < results.length; i++) {
    const verdict = results[i] as Verdict;
    if (i > 0) text += ',';
    if (isRefused(verdict)) {
      text += JSON.stringify(verdict);
      continue;
    }
    // The events of a batch are mostly alike.
    if (last === undefined || !isAlike(last, verdict)) tail = tailOf(verdict);
    last = verdict;
    text += `{"index":${verdict.index},"eventId":${quoted(verdict.eventId)}${tail}`;
  }
  return `${text}]}`;
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
