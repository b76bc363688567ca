/** Why an answer can be `unknown`: the word that is reported, and when it is. The page about the engine is written from this. */
export const unknownReasons = {
  $ref: 'a reference leads to itself with no property or element between',
  properties:
    'more than six conditional branches declare patterns (names have no limit), or validators differ on whether a declared name matches a pattern; here where a writer is read as closed',
  unevaluatedProperties: 'the same, where `unevaluatedProperties` asks',
  unevaluatedItems: 'more than six conditional branches have `contains`',
  contains: 'under 2019-09 beside `unevaluatedItems`: the draft does not count these elements, validators do',
  'x-sluice': 'a decimal with a pattern that is not the one of its precision and scale',
  budget: 'a part, and then the whole, took more steps than it has: 20,000 in one direction for the whole',
  nesting:
    'schemas are more than 400 levels deep, references lead through more than 500 schemas, or values are more than 250 levels deep',
  recursion: 'whether a value is valid hangs on whether the same value is',
  patternProperties: 'more than 40 patterns speak about the names of one object, or more texts than can be told apart',
  propertyNames: 'patterns tell more than 64 kinds of names apart, or it is open whether a name that fits is found',
  minItems: 'a list needs more than 2,000 elements, or 200 that all differ',
  maxContains: 'more than four `contains` with a limit speak about one list',
  multipleOf: 'no multiple was found among the 2,000 nearest ones, and there are more',
  number: 'no number was found between bounds that leave room for one',
  opaque: 'it is open whether a listed value is valid, as with a pattern that has two readings',
  text: 'a pattern or format: back-references, look-around, counts that need too large an automaton, a format that is only known from two sides, or a pattern that reads otherwise with and without the flag `u`. The pattern is named in place of a word',
  witness:
    'a value was found that nothing decidable speaks against, and the independent validator did not confirm it: it reads patterns in two ways, and multiples as decimals and as doubles, and answers nothing where they differ; or it is known to be wrong (`$dynamicRef`, `unevaluatedItems` beside `contains`, `unevaluated*` beside an `if` without `then`)',
} as const;

/** One of the reasons. */
export type UnknownReason = keyof typeof unknownReasons;

/** What stood in the way of an answer. */
export interface Doubt {
  readonly keyword: UnknownReason;
  /** JSON pointer or words that say where. */
  readonly path: string;
}

/** A doubt as it is reported: of texts the pattern or format itself. */
export function namedDoubt({ keyword, path }: Doubt): { readonly keyword: string; readonly path: string } {
  return keyword === 'text' ? { keyword: path, path: '' } : { keyword, path };
}

/** What stood in the way, for a sentence: a keyword in quotes, a pattern with its own. */
export function inQuotes(keyword: string): string {
  return keyword.includes('"') ? `the ${keyword}` : `"${keyword}"`;
}
