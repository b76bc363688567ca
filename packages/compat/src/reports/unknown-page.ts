import { unknownReasons } from '../engine/unknown-reasons.js';

const [begin, end] = ['<!-- reasons: npm run rules writes what stands between these lines -->', '<!-- reasons end -->'];

/**
 * The page about the engine with its reasons for `unknown` as the code has them, between the two lines that mark their
 * place. Throws where these lines are missing.
 */
export function withUnknownReasons(page: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The page has no lines ${begin} and ${end}.`);
  const rows = Object.entries(unknownReasons).map(([reason, when]) => `| \`${reason}\` | ${when} |`);
  const table = ['| reason | when |', '|---|---|', ...rows].join('\n');
  return `${page.slice(0, from + begin.length)}\n\n${table}\n\n${page.slice(to)}`;
}
