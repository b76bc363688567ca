import { reservedWords, sha256, snakeCase } from '@sluice/contract';

/** Longest column name in bytes: with room for the endings of views below Redshift's 127. */
const longest = 115;

/** A property and the column it is stored in. */
export interface NamedColumn {
  readonly property: string;
  readonly column: string;
  /** Why the column is not simply the snake_case of the property; undefined where it is. */
  readonly because?: { readonly code: 'collision' | 'name-changed'; readonly text: string };
}

/**
 * A name that no warehouse has to have in quotes: snake_case, letters, digits and underscores, beginning with a letter; a
 * reserved word gets an underscore at the end, what begins with a digit `c_` in front, what is too long a digest at its end.
 */
export function plainName(name: string): string {
  const ascii = name.normalize('NFKD').replace(/\p{M}/gu, '');
  const snake = snakeCase(ascii)
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^_+/, '');
  const trimmed = snake.length > 1 ? snake.replace(/_+$/, '') : snake;
  const begun = /^[a-z]/.test(trimmed) ? trimmed : trimmed === '' ? 'column' : `c_${trimmed}`;
  const free = reservedWords.has(begun) ? `${begun}_` : begun;
  return free.length <= longest ? free : `${free.slice(0, longest - 9)}_${sha256(name).slice(0, 8)}`;
}

/**
 * Names the columns of properties, in their order. A property keeps the column it had before; one that is spelled like a
 * column has it; of others that come to the same name the later ones are counted on: `name_2`.
 */
export function namedColumns(
  properties: readonly string[],
  before: ReadonlyMap<string, string> = new Map(),
): NamedColumn[] {
  const columns = new Map<string, string>();
  const used = new Set(before.values());
  const give = (property: string, column: string) => {
    columns.set(property, column);
    used.add(column);
  };
  const open = () => properties.filter((property) => !columns.has(property));
  for (const property of open()) {
    const known = before.get(property);
    if (known !== undefined) give(property, known);
  }
  for (const property of open()) if (plainName(property) === property && !used.has(property)) give(property, property);
  for (const property of open()) give(property, firstFree(plainName(property), used));
  return properties.map((property) => described(property, columns.get(property) ?? plainName(property)));
}

/** The name, or counted on where it is taken: `name_2`. */
export function firstFree(name: string, taken: ReadonlySet<string>): string {
  let candidate = name;
  for (let number = 2; taken.has(candidate); number++) candidate = `${name}_${number}`;
  return candidate;
}

/** Why a property has not the column of its name. */
export function takenColumn(property: string, plain: string, column: string): string {
  return `"${property}" would be the column ${plain}, which another property has: it is ${column}.`;
}

function described(property: string, column: string): NamedColumn {
  const plain = plainName(property);
  if (column !== plain) {
    return { property, column, because: { code: 'collision', text: takenColumn(property, plain, column) } };
  }
  if (column === snakeCase(property).replaceAll('-', '_')) return { property, column };
  const why = reservedWords.has(snakeCase(property))
    ? 'is a reserved word'
    : 'is no name that every warehouse reads without quotes';
  return {
    property,
    column,
    because: { code: 'name-changed', text: `"${property}" ${why}: the column is ${column}.` },
  };
}
