import type { Sensitivity } from './json.js';
import { versionOf } from './load-model.js';
import type { EventFamily, EventVersion, Field, LogicalType } from './model.js';
import { stricter, strictestIn } from './sensitivity.js';

/**
 * How personal the fields are that stand side by side, over all versions: what one version says of a field holds for every version,
 * under each of its names, because the values of all of them may lie in one column.
 */
export interface Marks {
  /** The field as strict as any version is with it and with what stands around it; the same object where nothing changes. */
  readonly on: (field: Field, around?: Sensitivity) => Field;
  /** The marks of the field of this name and of what stands below it; undefined where no version has it. */
  readonly at: (name: string) => Group | undefined;
}

/** One field in all its versions. */
interface Group {
  readonly own: Sensitivity;
  /** The strictest of it and of what stands inside it, in any version. */
  readonly whole: Sensitivity;
  readonly below: Marks;
}

/** The marks of events that are one, newer and older names of each other, with the envelope's. */
export function marksOf(families: readonly EventFamily[], envelopes: readonly EventVersion[]): Marks {
  const versions = [...families.flatMap((family) => family.versions), ...envelopes];
  return marksAmong(versions.flatMap(({ document }) => versionOf(document).fields));
}

function marksAmong(fields: readonly Field[]): Marks {
  const groups = groupsOf(fields);
  const at = (name: string) => groups.get(`name ${name}`);
  return { at, on: (field, around = 'public') => marked(field, pathTo(field.name, at), around) };
}

/** Fields that share a name, an old name or a column, directly or over others, are one field. */
function groupsOf(fields: readonly Field[]): Map<string, Group> {
  const parents = new Map<string, string>();
  for (const field of fields) {
    const [first = '', ...others] = keysOf(field);
    for (const key of others) parents.set(rootOf(key, parents), rootOf(first, parents));
  }
  const members = new Map<string, Field[]>();
  for (const field of fields) {
    const root = rootOf(`name ${field.name}`, parents);
    const set = members.get(root);
    if (set) set.push(field);
    else members.set(root, [field]);
  }
  const groups = new Map([...members].map(([root, set]) => [root, groupOf(set)]));
  return new Map([...parents.keys()].map((key) => [key, groups.get(rootOf(key, parents)) as Group]));
}

function rootOf(key: string, parents: Map<string, string>): string {
  let root = key;
  for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next;
  parents.set(key, root);
  return root;
}

function keysOf({ name, column, renamedFrom }: Field): string[] {
  return [`column ${column}`, ...[name, ...renamedFrom].map((one) => `name ${one}`)];
}

function groupOf(fields: readonly Field[]): Group {
  let below: Marks | undefined;
  return {
    own: fields.map(({ sensitivity }) => sensitivity).reduce(stricter),
    whole: fields.map(({ type, sensitivity }) => strictestIn(type, sensitivity)).reduce(stricter),
    get below() {
      below ??= marksAmong(fields.flatMap(({ type }) => keysIn(type)));
      return below;
    },
  };
}

/** The keys of the struct that a type is, or that its items or values are. */
export function keysIn(type: LogicalType): readonly Field[] {
  if (type.kind === 'list') return keysIn(type.element);
  if (type.kind === 'map') return keysIn(type.value);
  return type.kind === 'struct' ? type.fields : [];
}

/** The groups from the outside to a field; the name of one that was taken out of its struct has dots. */
function pathTo(name: string, at: Marks['at']): Group[] {
  const whole = at(name);
  if (whole || !name.includes('.')) return whole ? [whole] : [];
  const path: Group[] = [];
  let find = at;
  for (const part of name.split('.')) {
    const group = find(part);
    if (!group) break;
    path.push(group);
    find = group.below.at;
  }
  return path;
}

function marked(field: Field, path: readonly Group[], outside: Sensitivity): Field {
  const last = path.at(-1);
  if (!last) return field;
  const around = path.map(({ own }) => own).reduce(stricter, outside);
  const type = markedType(field.type, last.below, around === 'internal' ? 'public' : around);
  const own = stricter(field.sensitivity, around);
  const sensitivity = keysIn(type).length > 0 ? own : stricter(own, last.whole);
  return type === field.type && sensitivity === field.sensitivity ? field : { ...field, type, sensitivity };
}

function markedType(type: LogicalType, marks: Marks, around: Sensitivity): LogicalType {
  if (type.kind === 'list') {
    const element = markedType(type.element, marks, around);
    return element === type.element ? type : { ...type, element };
  }
  if (type.kind === 'map') {
    const value = markedType(type.value, marks, around);
    return value === type.value ? type : { ...type, value };
  }
  if (type.kind !== 'struct') return type;
  const fields = type.fields.map((key) => marks.on(key, around));
  return fields.every((key, at) => key === type.fields[at]) ? type : { ...type, fields };
}
