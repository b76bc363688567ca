import { below, type Notice } from '../json-schema/notice.js';
import { isBeyond64 } from '../json-schema/scalar-types.js';
import { type AnySchema, isSchema, listIn, requiredIn, schemasIn } from '../json-schema/schema.js';
import { parentColumns } from './parent-columns.js';
import { declared, isUnion, type SnowplowType, snowplowType, typeText } from './types.js';

/** A column of a table in Snowplow's form. */
export interface SnowplowColumn {
  readonly name: string;
  readonly type: SnowplowType;
  readonly nullable: boolean;
}

/** Columns of a schema, those that are NOT NULL first, then by name; and what could not be taken word for word. */
export interface SnowplowColumns {
  readonly columns: readonly SnowplowColumn[];
  readonly notices: readonly Notice[];
}

interface Leaf {
  readonly names: readonly string[];
  readonly path: string;
  readonly schema: AnySchema;
  readonly required: boolean;
}

/** camelCase and PascalCase to snake_case, hyphens to underscores: the form of names in these tables. */
export function snowplowName(name: string): string {
  return name
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
}

/** Takes objects with properties apart; everything else is a leaf with a column of its own. */
export function snowplowColumns(schema: unknown): SnowplowColumns {
  const notices: Notice[] = [];
  const root = { names: [], path: '#', schema: isSchema(schema) ? schema : {}, required: true };
  const found = leavesOf({ ...root, schema: { type: 'object', ...root.schema } }, 0, notices);
  const columns = found.filter(({ names }) => names.length > 0).map((leaf) => columnOf(leaf, notices));
  const sorted = columns.sort((a, b) => Number(a.nullable) - Number(b.nullable) || compare(a.name, b.name));
  return { columns: withoutCollisions(sorted, notices), notices };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Deeper objects are one leaf: documents that are nested without end must not be either. */
const deepest = 100;

function leavesOf(leaf: Leaf, depth: number, notices: Notice[]): Leaf[] {
  const { names, path, schema, required } = leaf;
  if (isLeaf(schema) || depth > deepest) return [leaf];
  const properties = schemasIn(schema, 'properties');
  if (properties.length === 0) {
    notices.push({
      code: 'free-form-object',
      path,
      message: 'The object has an empty list of properties: there is no column.',
    });
  }
  const wanted = new Set(requiredIn(schema));
  return properties.flatMap(([name, inner]) => {
    const child = {
      names: [...names, snowplowName(name)],
      path: below(path, 'properties', name),
      schema: isSchema(inner) ? inner : {},
      required: required && wanted.has(name),
    };
    if (typeof child.schema.$ref === 'string') {
      notices.push({
        code: 'reference',
        path: child.path,
        message: 'References are not followed: the column is text.',
      });
    }
    return leavesOf(child, depth + 1, notices);
  });
}

/** Whatever is no object with properties, and whatever may be of several types. */
function isLeaf(schema: AnySchema): boolean {
  if (schema.type === undefined || isUnion(schema)) return true;
  if (!declared(schema)?.has('object') || !isSchema(schema.properties)) return true;
  const types = listIn(schema, 'oneOf').flatMap((branch) => (isSchema(branch) ? [...(declared(branch) ?? [])] : []));
  return new Set(types).size > 1;
}

function mayBeNull({ type, enum: values }: AnySchema): boolean {
  return (
    type === 'null' ||
    (Array.isArray(type) && type.includes('null')) ||
    (Array.isArray(values) && values.includes(null))
  );
}

/** Redshift's limits: docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html. */
const limits = { varchar: 65_535, char: 4_096 };

function columnOf({ names, path, schema, required }: Leaf, notices: Notice[]): SnowplowColumn {
  const wanted = snowplowType(schema);
  const type = possible(wanted);
  if (typeText(type) !== typeText(wanted)) {
    notices.push({
      code: 'out-of-range',
      path,
      message: `${typeText(wanted)} is no type of Redshift: the column is ${typeText(type)}.`,
    });
  }
  if (type.kind === 'bigint' && isBeyond64(schema)) {
    const message = 'BIGINT, as schema-ddl has it, does not hold all whole numbers that are allowed here.';
    notices.push({ code: 'out-of-range', path, message });
  }
  return { name: names.join('.'), type, nullable: !required || mayBeNull(schema) };
}

function possible(type: SnowplowType): SnowplowType {
  if (type.kind !== 'varchar' && type.kind !== 'char') return type;
  const size = Math.max(1, Math.min(limits.varchar, Math.trunc(type.size)));
  return { kind: type.kind === 'char' && size > limits.char ? 'varchar' : type.kind, size };
}

function withoutCollisions(columns: readonly SnowplowColumn[], notices: Notice[]): SnowplowColumn[] {
  const seen = new Set(parentColumns.map(([name]) => name));
  return columns.filter(({ name }) => {
    if (!seen.has(name)) return seen.add(name);
    notices.push({
      code: 'collision',
      path: '#',
      message: `The column "${name}" is there already: a second property that comes to it has none.`,
    });
    return false;
  });
}
