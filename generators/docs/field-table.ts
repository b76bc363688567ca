import type { EventVersion, Field, LogicalType } from '@sluice/contract';
import { code, markdownTable } from './markdown.js';
import { typeText } from './type-text.js';

const titles = ['Field', 'Type', 'Required', 'Column', 'Sensitivity', 'Since', 'Renamed from', 'Deprecated', 'Meaning'];

/** What a table of fields is made from. */
export interface FieldTableRequest {
  readonly fields: readonly Field[];
  /** Names that an event is refused without although the field is optional in general. */
  readonly alsoRequired: readonly string[];
  /** All versions, oldest first: they tell since when a field is there. */
  readonly versions: readonly EventVersion[];
}

/** The fields with their nested ones, one row each. */
export function fieldTable({ fields, alsoRequired, versions }: FieldTableRequest): string {
  const since = (name: string) =>
    versions.find((version) => version.fields.some((field) => field.name === name))?.version;
  const rows = fields.flatMap((field) => {
    const required = field.required || alsoRequired.includes(field.name);
    return nestedRows({ ...field, required }, [], []).map((row) => withSince(row, since(field.name) ?? ''));
  });
  return markdownTable(titles, rows);
}

function withSince(row: readonly string[], since: string): string[] {
  return [...row.slice(0, 5), since, ...row.slice(5)];
}

function nestedRows(field: Field, names: readonly string[], columns: readonly string[]): string[][] {
  const path = [...names, field.name];
  const column = [...columns, field.column];
  const row = [
    code(path.join('.')),
    typeText(field.type),
    field.required ? 'yes' : 'no',
    code(column.join('.')),
    field.sensitivity,
    field.renamedFrom.map(code).join(', '),
    deprecation(field),
    field.description,
  ];
  return [row, ...structFields(field.type).flatMap((inner) => nestedRows(inner, path, column))];
}

function structFields(type: LogicalType): readonly Field[] {
  if (type.kind === 'list') return structFields(type.element);
  if (type.kind === 'map') return structFields(type.value);
  return type.kind === 'struct' ? type.fields : [];
}

function deprecation({ deprecated }: Field): string {
  if (!deprecated) return '';
  const instead = deprecated.replacedBy ? `, use ${code(deprecated.replacedBy)}` : '';
  return `since ${deprecated.since}${instead}; may go after ${deprecated.removeAfter}`;
}
