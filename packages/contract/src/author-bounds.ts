import { ContractError } from './errors.js';

const keywords = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const;

/** Bounds as an author wrote them. */
type Bounds = { readonly [K in (typeof keywords)[number]]?: unknown } & { readonly type?: unknown };

/**
 * Throws a ContractError for a bound that is no number of JSON, and for a whole one whose digits JavaScript has rounded
 * before anybody could read them.
 */
export function refuseBadBounds(schema: Bounds | null | undefined, path: string): void {
  for (const keyword of keywords) {
    const bound = schema?.[keyword];
    const problem = bound === undefined ? undefined : problemOf(keyword, bound, schema?.type);
    if (problem === undefined) continue;
    throw new ContractError({
      code: 'bad-number',
      path,
      message: problem,
      fix: 'Write the bound as a number, or leave it out. Whole numbers of 64 bits are Id64(), which is sent as a text.',
    });
  }
}

function problemOf(keyword: string, bound: unknown, type: unknown): string | undefined {
  if (typeof bound === 'bigint') return `${keyword} is the bigint ${bound}n, which JSON has no word for.`;
  if (!Number.isFinite(bound)) return `${keyword} is ${String(bound)}, which is no number that JSON can write.`;
  if (type !== 'integer' || !Number.isInteger(bound) || Number.isSafeInteger(bound)) return undefined;
  return `${keyword} is about ${String(bound)}: whole numbers beyond ±9007199254740991 lose digits.`;
}
