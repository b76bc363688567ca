import type { TextUnits } from '@sluice/contract/patterns';
import { choice, end, type Node, parse, sequence, start } from '@sluice/contract/patterns';
import { formatOf } from './formats/index.js';
import { type Part, partsOf } from './parts.js';
import type { Constraint } from './product.js';
import type { TextConstraints } from './text.js';

/** From which side formats are taken: only what is surely allowed, or all that is possibly allowed. */
export type Certainty = 'surely' | 'possibly';

/** The constraints as conjunctions of automata. `excluded` are the forbidden values that matter. */
export function constraintsOf(
  { patterns, notPatterns, formats, notFormats }: TextConstraints,
  excluded: readonly string[],
  certainty: Certainty,
  reading: TextUnits,
): Constraint[] {
  const pattern =
    (negated: boolean) =>
    (text: string): Constraint => ({
      label: labelOf('pattern', text),
      negated,
      parts: partsOf(parse(text, reading), reading),
    });
  const format =
    (negated: boolean) =>
    (id: string): Constraint => ({
      label: labelOf('format', id),
      negated,
      parts: formatParts(id, negated === (certainty === 'surely') ? 'possibly' : 'surely', reading),
    });
  return [...new Set(patterns)]
    .map(pattern(false))
    .concat(
      [...new Set(notPatterns)].map(pattern(true)),
      [...new Set(formats)].map(format(false)),
      [...new Set(notFormats)].map(format(true)),
      excluded.length > 0 ? [exclusion(excluded, reading)] : [],
    );
}

/** How an obstacle is named to people. */
export function labelOf(kind: 'pattern' | 'format', text: string): string {
  return `${kind} ${JSON.stringify(text)}`;
}

/** Formats whose two sides differ: what is found or not found on one side does not hold on the other. */
export function vagueFormats({ formats, notFormats }: TextConstraints): string[] {
  return [...formats, ...notFormats].filter((id) => {
    const { surely, possibly, maxLength } = formatOf(id);
    return surely !== possibly || maxLength !== undefined;
  });
}

function formatParts(id: string, side: Certainty, reading: TextUnits): Part[] {
  const format = formatOf(id);
  const parts = partsOf(parse(format[side], reading), reading);
  if (side === 'possibly' || format.maxLength === undefined) return parts;
  return parts.map((part) => ({ ...part, to: Math.min(part.to, format.maxLength as number) }));
}

function exclusion(values: readonly string[], reading: TextUnits): Constraint {
  const body = sequence([start, choice(values.map((value) => literal(value, reading))), end]);
  return {
    label: 'excluded values',
    negated: true,
    parts: [{ body, negative: false, from: 0, to: Number.POSITIVE_INFINITY }],
  };
}

function literal(text: string, reading: TextUnits): Node {
  const codes = reading === 'units' ? text.split('').map((unit) => unit.charCodeAt(0)) : [...text].map(codeOf);
  return sequence(codes.map((code) => ({ kind: 'chars', set: [code, code] })));
}

function codeOf(char: string): number {
  return char.codePointAt(0) as number;
}
