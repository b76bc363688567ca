import { reservedWords } from './reserved.js';

/** `userId` → `user_id`, `HTMLPage2` → `html_page2`: the form of names in tables. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

/** `checkout_completed` → `checkoutCompleted`: the form of functions in the SDK. */
export function camelCase(name: string): string {
  return name.replace(/[_-]+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `checkout_completed` → `CheckoutCompleted`: the form of types in the SDK. */
export function pascalCase(name: string): string {
  const camel = camelCase(name);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

/**
 * The SQL name made from a wire name: snake_case, and a word that some engine reserves gets an underscore at the end
 * (`order` → `order_`), so that nobody ever has to quote a name.
 */
export function sqlName(name: string): string {
  const snake = snakeCase(name);
  return reservedWords.has(snake) ? `${snake}_` : snake;
}

/** What the name of a field looks like on the wire. */
export const fieldNamePattern = /^[a-z][a-zA-Z0-9]*$/;

/** What the name of an event looks like. */
export const eventNamePattern = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/** What a column name looks like: no engine needs quotes for it. */
export const columnPattern = /^[a-z][a-z0-9_]*$/;

/**
 * Longest column name in bytes. Redshift allows 127 (docs.aws.amazon.com/redshift/latest/dg/r_names.html); views add an
 * ending for a major version.
 */
export const longestColumn = 115;

/** Endings that the names of generated tables and views use; an event's name may not end in them. */
export const reservedEventSuffix = /_(v\d+|raw|exact)$/;

/** Events that may not be defined: the envelope's folder, the view over all events, the ledger of migrations. */
export const reservedEventNames: ReadonlySet<string> = new Set(['envelope', 'events', 'sluice_migrations', 'waivers']);

/** Columns that partitions and the transform own; a field may not be stored under them. */
export const reservedColumns: ReadonlySet<string> = new Set([
  'event',
  'major',
  'year',
  'month',
  'day',
  'hour',
  'run',
  '_extra',
]);

/** The candidate closest to `name`, or undefined where none is near (edit distance above a third of the length). */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
