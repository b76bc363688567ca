import type { JsonSchema } from '../json.js';
import { mostSteps, patternCost } from './cost.js';

/** A pattern of a schema that could take a backtracking matcher long. */
export interface SlowPattern {
  /** The way to it: names of keywords, properties and numbers of list members. */
  readonly place: readonly string[];
  readonly pattern: string;
  /** What is wrong with it, and what to do. */
  readonly message: string;
  readonly fix: string;
}

/** Steps for each character of a text, however long it is, that a new pattern may cost. */
const mostPerCharacter = 1_000;
/** Characters of a text that is held against what no automaton follows. */
const longestBeyond = 256;

/**
 * Every pattern in a schema, at any depth, that is not proven to cost few steps: a thousand for each character of any text,
 * or 250,000 for the longest that its `maxLength` allows.
 */
export function slowPatterns(schema: object): readonly SlowPattern[] {
  const found = known.get(schema) ?? findSlow(schema);
  known.set(schema, found);
  return found;
}

const known = new WeakMap<object, readonly SlowPattern[]>();

function findSlow(schema: object): SlowPattern[] {
  return patternsIn(schema, []).flatMap(({ place, pattern, maxLength }) => {
    const problem = patternProblem(pattern, maxLength);
    return problem ? [{ place, pattern, ...problem }] : [];
  });
}

interface Found {
  readonly place: readonly string[];
  readonly pattern: string;
  readonly maxLength: number | undefined;
}

/** Keywords whose values are no schemas. */
const values: readonly string[] = ['enum', 'const', 'default', 'examples', 'x-sluice', 'required'];

function patternsIn(schema: unknown, place: readonly string[]): Found[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { pattern, maxLength, patternProperties, propertyNames } = schema as { [key: string]: unknown };
  const keys = typeof patternProperties === 'object' && patternProperties !== null ? patternProperties : {};
  const longestKey = lengthIn(propertyNames);
  return [
    ...(typeof pattern === 'string' ? [{ place, pattern, maxLength: lengthOf(maxLength) }] : []),
    ...Object.keys(keys).map((key) => ({
      place: [...place, 'patternProperties'],
      pattern: key,
      maxLength: longestKey,
    })),
    ...Object.entries(schema)
      .filter(([key]) => !values.includes(key))
      .flatMap(([key, member]) =>
        named.includes(key) ? below(member, [...place, key]) : patternsIn(member, [...place, key]),
      ),
  ];
}

/** Keywords that hold schemas by name: a name is no keyword. */
const named: readonly string[] = [
  'properties',
  'patternProperties',
  'dependencies',
  'definitions',
  '$defs',
  'dependentSchemas',
];

function below(members: unknown, place: readonly string[]): Found[] {
  if (typeof members !== 'object' || members === null) return [];
  return Object.entries(members).flatMap(([name, member]) => patternsIn(member, [...place, name]));
}

function lengthIn(schema: unknown): number | undefined {
  return typeof schema === 'object' && schema !== null ? lengthOf((schema as JsonSchema).maxLength) : undefined;
}

function lengthOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** What is wrong with a pattern that holds for texts of at most `maxLength` characters, if anything is. */
export function patternProblem(
  pattern: string,
  maxLength: number | undefined,
): { readonly message: string; readonly fix: string } | undefined {
  const { beyond, complete, perCharacter = Number.POSITIVE_INFINITY, longest, attack } = patternCost(pattern);
  const [shown, most] = [JSON.stringify(pattern), maxLength ?? Number.POSITIVE_INFINITY];
  if (!complete) {
    const message = `The pattern ${shown} cannot be followed: it has modifiers, too many groups within each other, or many repetitions of what may be empty.`;
    return {
      message,
      fix: 'Write it without modifiers such as (?i:…), with fewer groups, and repeat only what is not empty.',
    };
  }
  if (beyond && most > longestBeyond) {
    const message = `The pattern ${shown} has ${beyond}, which no automaton follows, and ${limitOf(maxLength)}.`;
    return {
      message,
      fix: `Say maxLength: ${Math.min(longestBeyond, longest)} beside it, or write it without ${beyond}.`,
    };
  }
  if (perCharacter <= mostPerCharacter || most <= longest) return undefined;
  const more =
    attack && attack.steps <= mostSteps ? `, and perhaps more than ${count(mostSteps)} for another of that length` : '';
  const steps = attack
    ? `${count(attack.steps)} steps for ${abridged(attack.text)}${more}`
    : `more than ${count(mostSteps)} steps for ${longest + 1} characters`;
  const message = `The pattern ${shown} can take a validator too long: ${steps}. It has ${limitOf(maxLength)}; ${count(mostSteps)} steps are allowed.`;
  return { message, fix: longest < shortest ? rewrite : `Say maxLength: ${longest} beside it. ${rewrite}` };
}

/** A length that few would like to live with: there the pattern is to be mended, not the text. */
const shortest = 30;
const rewrite =
  'Write it so that every text can be read in one way only: no repetition directly within another, no alternatives that begin alike, ^ in front.';

function limitOf(maxLength: number | undefined): string {
  return maxLength === undefined ? 'no maxLength' : `maxLength ${maxLength}`;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}

/** A text for a message, its middle left out where it is long. */
function abridged(text: string): string {
  const characters = [...text];
  if (characters.length <= 40) return `${JSON.stringify(text)} (${characters.length} characters)`;
  const start = JSON.stringify(characters.slice(0, 24).join('')).slice(0, -1);
  return `${start}…" (${characters.length} characters)`;
}
