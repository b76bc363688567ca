/** Quoted text, runs of letters, and what stands between them. */
const TOKENS = /'(?:[^']|'')*'|[A-Za-z]+|[^A-Za-z']+/g;

/**
 * A moment (epoch milliseconds) in UTC, written by a pattern of Java's DateTimeFormatter: the fixed-width fields of years to
 * seconds, as prefixes use them; text in single quotes is taken as it is. Undefined for any other letter.
 */
export function formatTime(pattern: string, at: number): string | undefined {
  const [year = '', month = '', day = '', hour = '', minute = '', second = ''] = new Date(at).toISOString().split(/\D/);
  const fields: { readonly [letters: string]: string } = {
    yyyy: year,
    MM: month,
    dd: day,
    HH: hour,
    mm: minute,
    ss: second,
  };
  const parts = (pattern.match(TOKENS) ?? []).map((token) => {
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'") || "'";
    return /^[A-Za-z]/.test(token) ? fields[token] : token;
  });
  return parts.length === 0 || parts.includes(undefined) ? undefined : parts.join('');
}
