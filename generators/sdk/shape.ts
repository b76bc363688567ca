import { type Field, isAtLeast } from '@sluice/contract';
import { type Doc, deprecatedTag, docComment, exampleTags } from './jsdoc.js';
import { propertyName } from './names.js';
import { typeText } from './types.js';

/** One property of a generated type. */
export interface Member {
  /** As source: quoted where it has to be. */
  readonly name: string;
  readonly optional: boolean;
  readonly type: string;
  readonly doc: Doc;
}

/** The properties of an object. */
export interface Shape {
  readonly members: readonly Member[];
  /** For each required field with old names: the ways to give it, one of which a caller has to take. */
  readonly choices: readonly (readonly (readonly Member[])[])[];
}

/** Says since when a field has been there, where that is worth saying. */
export type SinceOf = (field: Field) => string | undefined;

/**
 * Turns fields into properties. An old name stays, as an optional and deprecated property of the same type; the collector
 * maps it. Where the field is required, either name will do.
 */
export function shapeOf(fields: readonly Field[], since: SinceOf = () => undefined): Shape {
  const taken = new Set(fields.map(({ name }) => name));
  const ways = fields.map((field) => waysOf(field, since(field), oldNames(field, taken)));
  return {
    members: ways.flatMap((alternatives) => (alternatives.length === 1 ? (alternatives[0] ?? []) : [])),
    choices: ways.filter((alternatives) => alternatives.length > 1),
  };
}

/** The type of a struct, as source. */
export function structType(fields: readonly Field[]): string {
  const { members, choices } = shapeOf(fields);
  if (fields.length === 0) return '{ readonly [key: string]: unknown }';
  const shared = members.length > 0 ? [objectType(members)] : [];
  return [...shared, ...choices.map(choiceType)].join(' & ');
}

/** One of several object types, as source. */
export function choiceType(alternatives: readonly (readonly Member[])[]): string {
  return `(${alternatives.map(objectType).join(' | ')})`;
}

function oldNames(field: Field, taken: Set<string>): readonly string[] {
  const free = field.renamedFrom.filter((name) => !taken.has(name));
  for (const name of free) taken.add(name);
  return free;
}

function waysOf(field: Field, since: string | undefined, aliases: readonly string[]): Member[][] {
  const names = [field.name, ...aliases];
  const chosen = field.required && names.length > 1 ? names : [field.required ? field.name : undefined];
  return chosen.map((required) =>
    names.map((name) => ({
      name: propertyName(name),
      optional: name !== required,
      type: typeText(field.type),
      doc: name === field.name ? docOf(field, since) : aliasDoc(field),
    })),
  );
}

function docOf(field: Field, since: string | undefined): Doc {
  const sinceTag = since === undefined ? [] : [{ name: 'since', text: since } as const];
  const tags = [...sinceTag, ...exampleTags(field.examples), ...deprecatedTag(field.deprecated, (name) => name)];
  return { text: [field.description, ...markText(field)], tags };
}

function aliasDoc(field: Field): Doc {
  return { text: markText(field), tags: [{ name: 'deprecated', text: `Use \`${field.name}\`.` }] };
}

/** Says of what leads to a person that it does, so that nobody sends more of it than is asked for. */
function markText({ sensitivity }: Field): string[] {
  return isAtLeast(sensitivity, 'pseudonymous') ? [`Sensitivity: ${sensitivity}.`] : [];
}

function objectType(members: readonly Member[]): string {
  const properties = members.map(
    ({ name, optional, type, doc }) => `${docComment(doc)}${name}${optional ? '?' : ''}: ${type};\n`,
  );
  return `{\n${properties.join('').replace(/^(?=.)/gm, '  ')}}`;
}
