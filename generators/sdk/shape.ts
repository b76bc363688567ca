import type { Field, LogicalKind, LogicalOf, LogicalType } from '@sluice/contract';
import { factsOf } from './field-facts.js';
import { type Doc, deprecatedTag, docComment, exampleTags } from './jsdoc.js';
import { literal, propertyName } from './names.js';

/** One property of a generated type. */
export interface Member {
  /** As source: quoted where it has to be. */
  readonly name: string;
  readonly optional: boolean;
  readonly type: string;
  readonly doc: Doc;
}

/** Says since when a field has been there, where that is worth saying. */
export type SinceOf = (field: Field) => string | undefined;

/**
 * Turns fields into properties. An old name stays as a property that no value fits, and whose type says the new name: the
 * collector still maps it, but code that is compiled anew asks for the new one. `taken` are names that others have already.
 */
export function membersOf(
  fields: readonly Field[],
  since: SinceOf = () => undefined,
  others: Iterable<string> = [],
): readonly Member[] {
  const taken = new Set([...others, ...fields.map(({ name }) => name)]);
  return fields.flatMap((field) => [memberOf(field, since(field)), ...oldNames(field, taken).map(oldMember(field))]);
}

/** The type of a struct, as source. */
function structType(fields: readonly Field[]): string {
  return fields.length === 0 ? '{ readonly [key: string]: unknown }' : objectType(membersOf(fields));
}

/** Whether a property of these, at any depth, stands under an old name. */
export function hasOldNames(members: readonly Member[], fields: readonly Field[]): boolean {
  return members.length > fields.length || fields.some(({ type }) => hasOldBelow(type));
}

function hasOldBelow(type: LogicalType): boolean {
  if (type.kind === 'list') return hasOldBelow(type.element);
  if (type.kind === 'map') return hasOldBelow(type.value);
  return type.kind === 'struct' && hasOldNames(membersOf(type.fields), type.fields);
}

function oldNames(field: Field, taken: Set<string>): readonly string[] {
  const free = field.renamedFrom.filter((name) => !taken.has(name));
  for (const name of free) taken.add(name);
  return free;
}

/** Members of every object: TypeScript takes an object that does not have such a property for one that has. */
const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

function memberOf(field: Field, since: string | undefined): Member {
  const type = typeText(field.type);
  const optional = !field.required;
  const mayInherit = optional && inherited.has(field.name);
  return {
    name: propertyName(field.name),
    optional,
    type: mayInherit ? `${type} | Object[${literal(field.name)}]` : type,
    doc: docOf(field, since),
  };
}

function oldMember({ name }: Field): (old: string) => Member {
  return (old) => ({
    name: propertyName(old),
    optional: true,
    type: `RenamedTo<${literal(name)}>`,
    doc: { text: [], tags: [{ name: 'deprecated', text: `Use \`${name}\`.` }] },
  });
}

function docOf(field: Field, since: string | undefined): Doc {
  const sinceTag = since === undefined ? [] : [{ name: 'since', text: since } as const];
  const tags = [...sinceTag, ...exampleTags(field.examples), ...deprecatedTag(field.deprecated, (name) => name)];
  return { text: [field.description, factsOf(field)], tags };
}

function objectType(members: readonly Member[]): string {
  const properties = members.map(
    ({ name, optional, type, doc }) => `${docComment(doc)}${name}${optional ? '?' : ''}: ${type};\n`,
  );
  return `{\n${properties.join('').replace(/^(?=.)/gm, '  ')}}`;
}

/** Decimals up to this precision survive a double, so that a number may be given instead of a numeric text. */
const exactDigits = 15;

/** How each logical type is written in the properties of an event. */
const typeTexts: { readonly [K in LogicalKind]: (type: LogicalOf<K>) => string } = {
  boolean: () => 'boolean',
  int32: () => 'number',
  int64: ({ wire }) => wire,
  float64: () => 'number',
  decimal: ({ precision }) => (precision > exactDigits ? 'string' : 'number | string'),
  string: () => 'string',
  enum: ({ values }) => values.map(literal).join(' | '),
  uuid: () => 'string',
  date: () => 'string',
  timestamp: ({ wire }) => (wire === 'epochMillis' ? 'number' : 'string'),
  struct: ({ fields }) => structType(fields),
  list: ({ element }) => `readonly ${bracketed(typeText(element))}[]`,
  map: ({ value }) => `{ readonly [key: string]: ${typeText(value)} }`,
  json: () => 'unknown',
};

/** The TypeScript type of a value on the wire, as source. */
function typeText<K extends LogicalKind>(type: LogicalType & { kind: K }): string {
  return (typeTexts[type.kind] as (type: LogicalType) => string)(type);
}

function bracketed(text: string): string {
  return /^\w+$/.test(text) ? text : `(${text})`;
}
