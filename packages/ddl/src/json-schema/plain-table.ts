import type { Field, LogicalType } from '@sluice/contract';
import type { Column, Table } from '../table.js';
import { namedColumns, plainName } from './names.js';
import type { Notice } from './notice.js';
import { descriptionOf } from './object-type.js';
import { asJson, note, type ReadContext, type Spot } from './read-context.js';
import { referencesIn } from './references.js';
import { type AnySchema, isSchema, textIn } from './schema.js';
import { typeOf } from './type-of.js';

/** A table that one plain JSON Schema describes, and the choices that were made. */
export interface PlainTable {
  readonly table: Table;
  readonly notices: readonly Notice[];
}

/** What distinguishes one plain table from the next. */
export interface PlainTableRequest {
  /** Any parsed JSON: a schema of any draft since 04, or something else. */
  readonly schema: unknown;
  readonly name: string;
  /** The table as it is now: properties that it knows keep their columns. */
  readonly before?: Table;
  /** Each key of a struct gets a column of its own. */
  readonly flat?: boolean;
}

/** The table of a plain JSON Schema, one column per property. Never throws for what a schema says. */
export function plainTable({ schema, name, before, flat = false }: PlainTableRequest): PlainTable {
  const context: ReadContext = { references: referencesIn(schema), notices: [], noted: new Set(), visited: 0 };
  const known: LogicalType | undefined = before && { kind: 'struct', fields: before.columns.map(({ field }) => field) };
  const spot: Spot = {
    context,
    path: '#',
    depth: 0,
    through: new Set([schema]),
    ...(known && !flat && { before: known }),
  };
  const whole = rootFields(schema, spot);
  const fields = flat ? flattened(whole, spot, before) : whole;
  return { table: tableWith(fields, name, descriptionOf(schema, spot)), notices: context.notices };
}

function rootFields(schema: unknown, spot: Spot): readonly Field[] {
  const { type, nullable } = safeType(schema, spot);
  if (type.kind === 'struct') return type.fields;
  note(
    spot,
    'root',
    'The schema is not one of objects with properties: its values are stored in the one column "value".',
  );
  return [
    {
      ...emptyField,
      name: 'value',
      column: 'value',
      type,
      required: !nullable,
      description: descriptionOf(schema, spot),
    },
  ];
}

/** A document that is nested so deep that the stack ends is one JSON value. */
function safeType(schema: unknown, spot: Spot) {
  const none = () => ({ type: { kind: 'json' } as const, nullable: true });
  try {
    return typeOf(schema, spot) ?? none();
  } catch (error) {
    if (error instanceof RangeError) return asJson(spot, 'too-deep', 'The document is nested too deep to be read.');
    throw error;
  }
}

const emptyField: Field = {
  name: '',
  column: '',
  ordinal: 1,
  type: { kind: 'json' },
  required: false,
  description: '',
  renamedFrom: [],
  sensitivity: 'internal',
  examples: [],
  schema: {},
};

/** Structs taken apart: `address {city}` becomes `address_city`. */
function flattened(fields: readonly Field[], spot: Spot, before: Table | undefined): Field[] {
  const leaves = fields.flatMap((field) => leavesOf(field));
  const known = new Map((before?.columns ?? []).map(({ field, name }) => [field.name, name]));
  const named = namedColumns(
    leaves.map(({ name }) => name),
    known,
  );
  for (const { because } of named) if (because?.code === 'collision') note(spot, 'collision', because.text);
  return leaves.map((leaf, at) => ({ ...leaf, column: named[at]?.column ?? leaf.column, ordinal: at + 1 }));
}

function leavesOf(field: Field): Field[] {
  if (field.type.kind !== 'struct' || field.type.fields.length === 0) return [field];
  return field.type.fields.flatMap((inner) =>
    leavesOf({ ...inner, name: `${field.name}.${inner.name}`, required: field.required && inner.required }),
  );
}

function tableWith(fields: readonly Field[], name: string, comment: string): Table {
  return {
    kind: 'columnar',
    event: name,
    major: 1,
    name,
    view: name,
    columns: fields.map(columnOf),
    partitions: [],
    path: `${name}/`,
    comment,
  };
}

function columnOf(field: Field): Column {
  return {
    name: field.column,
    type: field.type,
    comment: field.description,
    nullable: !field.required,
    field: { ...field, fromEnvelope: false },
  };
}

/** The name of a table where nobody gives one: from the schema's `self` block, id or title, else from its file's name. */
export function tableNameOf(schema: unknown, fileName: string): string {
  const self = selfOf(schema);
  if (self) return plainName(`${self.vendor}_${self.name}_${self.model}`.replace(/[.-]/g, '_'));
  const id = isSchema(schema) ? (textIn(schema, '$id') ?? textIn(schema, 'id')) : undefined;
  const last = id
    ?.replace(/[#?].*$/, '')
    .split('/')
    .filter(Boolean)
    .at(-1)
    ?.replace(/(\.schema)?\.json$/, '');
  const title = isSchema(schema) ? textIn(schema, 'title') : undefined;
  return plainName(last ?? title ?? fileName.replace(/(\.schema)?\.json$/, ''));
}

/** The `self` block of a self-describing schema: who made it, its name and its version. */
export interface SchemaSelf {
  readonly vendor: string;
  readonly name: string;
  readonly format: string;
  /** `MODEL-REVISION-ADDITION`. */
  readonly version: string;
  readonly model: string;
}

/** Reads the `self` block; undefined where there is none. */
export function selfOf(schema: unknown): SchemaSelf | undefined {
  const self = isSchema(schema) && isSchema(schema.self) ? (schema.self as AnySchema) : undefined;
  const [vendor, name, version] = ['vendor', 'name', 'version'].map((key) => self && textIn(self, key));
  if (!self || vendor === undefined || name === undefined || version === undefined) return undefined;
  return {
    vendor,
    name,
    version,
    format: textIn(self, 'format') ?? 'jsonschema',
    model: version.split('-')[0] ?? version,
  };
}
