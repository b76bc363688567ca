import type { ReadColumn, ReadTable } from './read-create.js';

/** What a rule looks at: one statement, and the table that it makes where it makes one. */
interface Subject {
  readonly sql: string;
  readonly table?: ReadTable;
}

/** One limit of one warehouse that no parser knows. */
export interface Limit {
  readonly id: string;
  /** One sentence: what is allowed. */
  readonly summary: string;
  /** Where the vendor says so. */
  readonly source: string;
  /** `warning`: the statement runs, but something reads or loads worse. */
  readonly severity: 'error' | 'warning';
  /** What is beyond the limit; empty where nothing is. */
  check(subject: Subject): readonly string[];
}

/** A statement beyond a limit. */
export interface LimitFinding {
  readonly limit: string;
  readonly severity: Limit['severity'];
  /** What was found. */
  readonly message: string;
  readonly source: string;
}

/** A rule about the table as a whole. */
export function ofTable(check: (table: ReadTable) => readonly string[]): Limit['check'] {
  return ({ table }) => (table ? check(table) : []);
}

/** A rule about each column, partition columns too. */
export function ofColumns(check: (column: ReadColumn) => string | undefined): Limit['check'] {
  return ofTable(({ columns, partitions }) => [...columns, ...partitions].flatMap((column) => check(column) ?? []));
}

/** Names that come to the same in upper and lower case. */
export function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const folded = name.toLowerCase();
    const known = seen.has(folded);
    seen.add(folded);
    return known;
  });
}

const argumentPatterns = {
  CHAR: /\bCHAR\((\d+)\)/g,
  DECIMAL: /\bDECIMAL\((\d+)(?:,(\d+))?\)/g,
  VARCHAR: /\bVARCHAR\((\d+)\)/g,
} as const;

/** The arguments of every type of a name inside a type text: `DECIMAL(10,2)` → `[[10, 2]]`. */
export function argumentsOf(type: string, name: keyof typeof argumentPatterns): number[][] {
  if (!type.includes(name)) return [];
  return [...type.matchAll(argumentPatterns[name])].map((found) =>
    found.slice(1).flatMap((digits) => (digits === undefined ? [] : [Number(digits)])),
  );
}

/** A decimal with more than 38 digits, or with more behind the point than it has. */
export function badDecimal(type: string): string | undefined {
  const bad = argumentsOf(type, 'DECIMAL').find(
    ([precision = 0, scale = 0]) => precision < 1 || precision > 38 || scale > precision,
  );
  return bad && `decimal(${bad.join(',')})`;
}
