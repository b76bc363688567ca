import type { Formula } from '../formula.js';
import { isRecord } from './pointer.js';
import type { Assertion, Site } from './site.js';

/** What a logical type of a contract demands beyond the plain keywords beside it. */
const demands: { readonly [type: string]: (site: Site, block: { readonly [key: string]: unknown }) => Formula } = {
  decimal: (site, block) => site.universe.or(site.universe.not(site.universe.types('number')), decimal(site, block)),
  int64: ({ universe }, { wire }) =>
    wire === 'string' ? universe.atom({ kind: 'pattern', pattern: int64Pattern }) : universe.true,
};

/**
 * A decimal that travels as a number satisfies the pattern of its text: so many digits before and after the point.
 * JavaScript writes numbers below 10^-6 with an exponent, which no such pattern takes.
 */
function decimal(site: Site, { precision, scale }: { readonly [key: string]: unknown }): Formula {
  const { universe } = site;
  const pattern = site.get('pattern');
  if (pattern === undefined) return universe.true;
  if (typeof precision !== 'number' || typeof scale !== 'number') return site.opaque('x-sluice');
  if (pattern !== decimalPattern(precision - scale, scale)) return site.opaque('x-sluice');
  const beyond = Number(`1e${Math.min(precision - scale, 21)}`);
  return universe.and(
    universe.atom(scale === 0 ? { kind: 'integer' } : { kind: 'multipleOf', divisor: Number(`1e-${scale}`) }),
    universe.atom({ kind: 'atLeast', bound: -beyond, exclusive: true }),
    universe.atom({ kind: 'atMost', bound: beyond, exclusive: true }),
    scale > 6 ? notTiny(site) : universe.true,
  );
}

function notTiny({ universe }: Site): Formula {
  return universe.or(
    universe.atom({ kind: 'in', values: [0] }),
    universe.atom({ kind: 'atLeast', bound: 1e-6, exclusive: false }),
    universe.atom({ kind: 'atMost', bound: -1e-6, exclusive: false }),
  );
}

/** As the contract writes it. */
function decimalPattern(whole: number, scale: number): string {
  const integerPart = whole > 0 ? `(0|[1-9]\\d{0,${whole - 1}})` : '0';
  return `^-?${integerPart}${scale > 0 ? `(\\.\\d{1,${scale}})?` : ''}$`;
}

/** Up to 18 digits, or 19 that are not above these. */
function upTo(limit: string): string {
  const smaller = [...limit].flatMap((digit, index) => {
    const rest = limit.length - index - 1;
    const below =
      digit === '0' ? [] : [`${limit.slice(0, index)}[0-${Number(digit) - 1}]${rest > 0 ? `\\d{${rest}}` : ''}`];
    return below;
  });
  return `(?:\\d{1,${limit.length - 1}}|${[...smaller, limit].join('|')})`;
}

/** Texts of digits within the signed 64-bit range. */
const int64Pattern = `^(?:${upTo('9223372036854775807')}|-${upTo('9223372036854775808')})$`;

/** What our own keyword asserts. */
export const sluiceAssertions: readonly Assertion[] = [
  {
    keywords: ['x-sluice'],
    compile: (site) => {
      const block = site.get('x-sluice');
      const type = isRecord(block) && typeof block.type === 'string' ? block.type : '';
      return isRecord(block) && Object.hasOwn(demands, type)
        ? (demands[type] as (typeof demands)[string])(site, block)
        : site.universe.true;
    },
  },
];
