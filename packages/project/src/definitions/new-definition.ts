import { nearest } from '@sluice/contract';
import { UsageError } from '../errors.js';

/** A field as asked for on the command line. */
export interface NewField {
  readonly name: string;
  readonly optional: boolean;
  /** TypeScript that makes its schema, with `OPTIONS` where the options go. */
  readonly code: string;
  /** Helper to import. */
  readonly helper: string;
}

const types: { readonly [type: string]: readonly [helper: string, code: string] } = {
  boolean: ['Type', 'Type.Boolean(OPTIONS)'],
  integer: ['Type', 'Type.Integer(OPTIONS)'],
  int32: ['Int32', 'Int32(OPTIONS)'],
  id64: ['Id64', 'Id64(OPTIONS)'],
  number: ['Type', 'Type.Number(OPTIONS)'],
  string: ['Type', 'Type.String(OPTIONS)'],
  uuid: ['Uuid', 'Uuid(OPTIONS)'],
  date: ['Date_', 'Date_(OPTIONS)'],
  timestamp: ['Timestamp', 'Timestamp(OPTIONS)'],
  epochmillis: ['EpochMillis', 'EpochMillis(OPTIONS)'],
  json: ['Json', 'Json(OPTIONS)'],
};

/** Reads `name:type`, `name?:type`, `name:decimal(10,2)` or `name:enum(a,b)`. Throws a UsageError for anything else. */
export function parseField(text: string): NewField {
  const match = /^([a-z][a-zA-Z0-9]*)(\?)?:([a-z0-9]+)(?:\(([^)]*)\))?$/.exec(text);
  if (!match)
    throw new UsageError(`"${text}" is not a field. Write name:type, e.g. total:decimal(10,2) or note?:string.`);
  const [, name = '', optional, type = '', parameters] = match;
  const [helper, code] = schemaCode(text, type, parameters?.split(',').map((part) => part.trim()) ?? []);
  return { name, optional: optional !== undefined, helper, code };
}

function schemaCode(text: string, type: string, parameters: readonly string[]): readonly [string, string] {
  if (type === 'decimal' && parameters.length === 2 && parameters.every((part) => /^\d+$/.test(part))) {
    return ['Decimal', `Decimal(${parameters.join(', ')}, OPTIONS)`];
  }
  if (type === 'enum') {
    if (parameters.length === 0 || parameters.includes('') || new Set(parameters).size < parameters.length)
      throw new UsageError(`"${text}": name each value once, e.g. ${text.split(':', 1)[0]}:enum(card,cash).`);
    return ['Enum', `Enum([${parameters.map(literal).join(', ')}], OPTIONS)`];
  }
  const known = Object.hasOwn(types, type) ? types[type] : undefined;
  if (known) return known;
  const guess = nearest(type, Object.keys(types));
  throw new UsageError(
    `"${text}": there is no type "${type}"${guess ? `; did you mean ${guess}?` : '.'} Types: ${Object.keys(types).join(', ')}, decimal(p,s), enum(a,b).`,
  );
}

/** What stands in a new definition until a person says it. */
export const placeholders = {
  owner: 'your-team',
  description: (event: string) => `Describe what happened: ${event.replaceAll('_', ' ')}.`,
  isDescription: (text: string) => text.startsWith('Describe what happened: '),
  fieldDescription: (field: string) => `Say what ${field} means.`,
  isFieldDescription: (text: string) => /^Say what \w+ means\.$/.test(text),
} as const;

/** A complete definition file that is valid as it stands. */
export function definitionSource(event: {
  name: string;
  owner: string;
  description: string;
  fields: readonly NewField[];
}): string {
  const fields = event.fields.length > 0 ? event.fields : [parseField('step?:string')];
  const helpers = [
    ...new Set([
      'defineEvent',
      ...fields.map(({ helper }) => helper),
      ...(fields.some(({ optional }) => optional) ? ['Type'] : []),
    ]),
  ];
  const imports = helpers.sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  return `import { ${imports.join(', ')} } from '@sluice/contract';

export default defineEvent({
  name: ${literal(event.name)},
  version: '1.0',
  owner: ${literal(event.owner)},
  description: ${literal(event.description)},
  properties: {
${fields.map(fieldSource).join('\n')}
  },
});
`;
}

function fieldSource({ name, optional, code }: NewField): string {
  const schema = code.replace('OPTIONS', () => `{ description: ${literal(placeholders.fieldDescription(name))} }`);
  return `    ${name}: ${optional ? `Type.Optional(${schema})` : schema},`;
}

function literal(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
