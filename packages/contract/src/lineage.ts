import { type Marks, marksOf } from './marks.js';
import type { ContractModel, EventFamily, EventVersion, Field, LogicalType } from './model.js';

/** A column of one event's table: a field, and whether the envelope brought it. */
export interface TableField extends Field {
  readonly fromEnvelope: boolean;
}

/** The majors of an event, ascending. */
export function majorsOf(family: EventFamily): number[] {
  return [...new Set(family.versions.map(({ major }) => major))];
}

/** The versions of one major, oldest first. */
export function versionsOf(family: EventFamily, major: number): EventVersion[] {
  return family.versions.filter((version) => version.major === major);
}

/** The field under which the transform keeps what no version knew, as JSON text. It is not on the wire. */
export const extraField: Field = {
  name: '_extra',
  column: '_extra',
  ordinal: Number.MAX_SAFE_INTEGER,
  type: { kind: 'json' },
  required: false,
  description: 'Fields that the version of the event did not know, as JSON text.',
  renamedFrom: [],
  sensitivity: 'personal',
  examples: [],
  schema: { 'x-sluice': { type: 'json' } },
};

/**
 * Every column that the table of an event's major has ever had, in column order: those of the first envelope and
 * `_extra`, then what each version added, each in its newest definition. The order only ever grows at the end.
 */
export function tableFields(model: ContractModel, family: EventFamily, major: number): TableField[] {
  const { columns, common } = columnsOf(model, family, major);
  return [...columns.values()].map((field) => ({ ...field, fromEnvelope: common.has(field.column) }));
}

/** The fields of {@link tableFields} by column, and the columns that the envelope brought. */
export function columnsOf(
  model: ContractModel,
  family: EventFamily,
  major: number,
): { readonly columns: ReadonlyMap<string, Field>; readonly common: ReadonlySet<string> } {
  const columns = new Map<string, Field>();
  const common = new Set<string>();
  const pending = [...model.envelopes];
  const addEnvelopes = (upTo?: string) => {
    while (pending[0] && (upTo === undefined || columns.size === 0 || !isAfter(pending[0], upTo))) {
      const first = columns.size === 0;
      for (const field of [...(pending.shift()?.fields ?? []), ...(first ? [extraField] : [])]) {
        add(columns, field);
        common.add(field.column);
      }
    }
  };
  for (const version of versionsOf(family, major)) {
    addEnvelopes(version.envelope);
    for (const field of version.fields) {
      add(columns, field);
      common.delete(field.column);
    }
  }
  addEnvelopes();
  const marks = marksFor(model, family);
  return { columns: new Map([...columns].map(([column, field]) => [column, marks.on(field)])), common };
}

function isAfter(envelope: EventVersion, version: string): boolean {
  const [major, minor] = version.split('.').map(Number) as [number, number];
  return envelope.major > major || (envelope.major === major && envelope.minor > minor);
}

function add(columns: Map<string, Field>, field: Field): void {
  const older = columns.get(field.column);
  const type = older ? united(older.type, field.type) : field.type;
  columns.set(field.column, type === field.type ? field : { ...field, type });
}

/** The newer type, with the struct keys that only older versions had. */
function united(older: LogicalType, newer: LogicalType): LogicalType {
  if (older.kind === 'struct' && newer.kind === 'struct') {
    const fields = new Map(older.fields.map((field) => [field.column, field]));
    for (const field of newer.fields) {
      const known = fields.get(field.column);
      fields.set(field.column, known ? { ...field, type: united(known.type, field.type) } : field);
    }
    return { kind: 'struct', fields: [...fields.values()] };
  }
  if (older.kind === 'list' && newer.kind === 'list')
    return { kind: 'list', element: united(older.element, newer.element) };
  if (older.kind === 'map' && newer.kind === 'map') return { kind: 'map', value: united(older.value, newer.value) };
  return newer;
}

/**
 * The fields that an event of this version may carry on the wire: the newest envelope's, then its own. `renamedFrom`
 * holds every old name that is still accepted, also those of earlier renames in the chain; a name that is in use again
 * is no alias. An envelope field that the version requires is required.
 */
export function wireFields(model: ContractModel, version: EventVersion): Field[] {
  const index = indexOf(model);
  const fields = index.fields.get(version) ?? fieldsOnTheWire(model, version, index.families.get(version.event));
  index.fields.set(version, fields);
  return [...fields];
}

function fieldsOnTheWire(model: ContractModel, version: EventVersion, family: EventFamily | undefined): Field[] {
  const earlier = (family?.versions ?? []).filter(
    (other) => other.major === version.major && other.minor <= version.minor,
  );
  const envelope = (model.envelopes.at(-1)?.fields ?? []).map((field) => {
    const required = version.requires.includes(field.name);
    return required === field.required ? field : { ...field, required };
  });
  const own = chained(version.fields, earlier.map(({ fields }) => fields).reverse());
  const names = new Set([...envelope, ...own].map(({ name }) => name));
  const withoutReused = (field: Field): Field =>
    field.renamedFrom.some((alias) => names.has(alias))
      ? { ...field, renamedFrom: field.renamedFrom.filter((alias) => !names.has(alias)) }
      : field;
  const marks = family && marksFor(model, family);
  return [...envelope, ...own].map((field) => withoutReused(marks ? marks.on(field) : field));
}

/** What is asked of a model again and again: it is plain data that does not change. */
interface Index {
  readonly families: ReadonlyMap<string, EventFamily>;
  readonly fields: Map<EventVersion, readonly Field[]>;
  readonly marks: Map<EventFamily, Marks>;
}

const indexes = new WeakMap<ContractModel, Index>();

function indexOf(model: ContractModel): Index {
  const families = () => new Map(model.events.map((family) => [family.name, family]));
  const index = indexes.get(model) ?? { families: families(), fields: new Map(), marks: new Map() };
  indexes.set(model, index);
  return index;
}

/** What any version says of the event's fields, under any of its names. */
function marksFor(model: ContractModel, family: EventFamily): Marks {
  const { marks } = indexOf(model);
  const known = marks.get(family);
  if (known) return known;
  const same = [family];
  for (const one of same) same.push(...tiedTo(one, model).filter((other) => !same.includes(other)));
  const found = marksOf(same, model.envelopes);
  for (const one of same) marks.set(one, found);
  return found;
}

function tiedTo({ name, renamedFrom }: EventFamily, { events }: ContractModel): EventFamily[] {
  const isNewer = (other: EventFamily) => other.renamedFrom.some(({ event }) => event === name);
  return events.filter((other) => isNewer(other) || renamedFrom.some(({ event }) => event === other.name));
}

const withOldNames = new WeakMap<readonly Field[], boolean>();

/** Whether one of the fields, at any depth, says an old name. */
export function haveOldNames(fields: readonly Field[]): boolean {
  const known = withOldNames.get(fields);
  if (known !== undefined) return known;
  const found = fields.some(({ renamedFrom, type }) => renamedFrom.length > 0 || hasOldNames(type));
  withOldNames.set(fields, found);
  return found;
}

function hasOldNames(type: LogicalType): boolean {
  if (type.kind === 'struct') return haveOldNames(type.fields);
  if (type.kind === 'list') return hasOldNames(type.element);
  return type.kind === 'map' && hasOldNames(type.value);
}

/** Extends every field's aliases, at any depth, by those its earlier names had. `history`: newest first. */
function chained(fields: readonly Field[], history: readonly (readonly Field[])[]): readonly Field[] {
  if (![fields, ...history].some(haveOldNames)) return fields;
  return fields.map((field) => {
    const names = [field.name];
    for (const name of names) {
      for (const older of history) {
        const aliases = older.find((other) => other.name === name)?.renamedFrom ?? [];
        names.push(...aliases.filter((alias) => !names.includes(alias)));
      }
    }
    const ancestors = history.map((older) => older.find((other) => names.includes(other.name))?.type);
    return { ...field, renamedFrom: names.slice(1), type: chainedType(field.type, ancestors) };
  });
}

function chainedType(type: LogicalType, ancestors: readonly (LogicalType | undefined)[]): LogicalType {
  if (type.kind === 'struct') {
    const history = ancestors.flatMap((other) => (other?.kind === 'struct' ? [other.fields] : []));
    return { kind: 'struct', fields: chained(type.fields, history) };
  }
  if (type.kind === 'list') {
    const inner = ancestors.map((other) => (other?.kind === 'list' ? other.element : undefined));
    return { kind: 'list', element: chainedType(type.element, inner) };
  }
  if (type.kind === 'map') {
    const inner = ancestors.map((other) => (other?.kind === 'map' ? other.value : undefined));
    return { kind: 'map', value: chainedType(type.value, inner) };
  }
  return type;
}
