import type { Answer, Verdict } from './verdicts.js';

/** Texts that JSON writes as they are. */
const PLAIN = /^[\w.:-]*$/;

/** An answer as JSON. The verdicts of accepted events, nearly all of them, are put together without the general serialiser. */
export function answerText({ body }: Pick<Answer, 'body'>): string {
  const { results, error } = body;
  let text = error === undefined ? '{"results":[' : `{"error":${JSON.stringify(error)},"results":[`;
  for (let i = 0; i < results.length; i++) text += (i === 0 ? '' : ',') + verdictText(results[i] as Verdict);
  return `${text}]}`;
}

function verdictText(verdict: Verdict): string {
  const { index, eventId, event, version, status, assumed, code } = verdict;
  if (code !== undefined || event === undefined || version === undefined) return JSON.stringify(verdict);
  const tail = assumed ? '","assumed":true}' : '"}';
  return `{"index":${index},"eventId":${quoted(eventId)},"event":${quoted(event)},"version":${quoted(version)},"status":"${status}${tail}`;
}

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
