import {
  type ContractModel,
  type EventFamily,
  type EventVersion,
  extraField,
  type Field,
  type Read,
  readPlan,
  type UnknownProperties,
  wireFields,
} from '@sluice/contract';
import { fieldsCheck, isPresent, onlyListed } from './check.js';
import type { Common, CommonCode } from './common.js';
import { access, literal, type Module, quoted } from './module.js';
import { rowCode } from './row.js';
import { type FieldRow, hasOldNames } from './table.js';
import { rowsOf } from './table-of.js';

/** What one version is made from: the model, and where its code goes to. */
export interface VersionRequest {
  readonly model: ContractModel;
  readonly family: EventFamily;
  readonly version: EventVersion;
  /** The event's own module. */
  readonly module: Module;
  /** What the envelope gives to all events. */
  readonly common: Common;
}

/** A version, split into what the envelope gives and what is its own. */
interface Parts extends VersionRequest {
  readonly fields: readonly Field[];
  readonly reads: readonly Read[];
  readonly rows: readonly FieldRow[];
  readonly envelope: CommonCode;
  /** Envelope fields that this version cannot be without. */
  readonly requires: readonly string[];
  /** Name of the constant with the version's table. */
  readonly table: string;
  /** What becomes of properties that the version does not know. */
  readonly policy: UnknownProperties;
}

/** One version as an object literal of the run time. */
export function versionCode(request: VersionRequest): string {
  const parts = partsOf(request);
  const { version, major } = request.version;
  const members = [
    `version:${literal(version)}`,
    `major:${major}`,
    `schema:${parts.table}`,
    `check:${checkCode(parts)}`,
    `row:${rowFunction(parts)}`,
    `renamed:${renamedCode(parts)}`,
  ];
  return `{${members.join(',')}}`;
}

function partsOf(request: VersionRequest): Parts {
  const { model, family, version, module } = request;
  const names = envelopeNames(model);
  const isCommon = ({ name }: Field): boolean => names.has(name);
  const wire = wireFields(model, version);
  const { reads } = readPlan(model, family, version);
  const policy = version.document['x-sluice'].unknownProperties ?? 'capture';
  const closed = policy === 'reject';
  const shared = wire.filter(isCommon);
  const envelope = request.common(shared, () => reads.filter(({ target }) => isCommon(target)), closed);
  const fields = wire.filter((field) => !isCommon(field));
  const own = reads.filter(({ target }) => !isCommon(target));
  const path = `${version.event} ${version.version}:`;
  const rows = [...rowsOf(fields, { path, module, closed }), ...(closed ? stamps(wire) : [])];
  const required = shared.filter((field) => field.required || version.requires.includes(field.name));
  const requires = required.map(({ name }) => name);
  const table = tableCode(module, envelope, requires, rows, closed);
  return { ...request, fields, reads: own, rows, envelope, requires, table, policy };
}

const namesByModel = new WeakMap<ContractModel, ReadonlySet<string>>();

function envelopeNames(model: ContractModel): ReadonlySet<string> {
  const names = namesByModel.get(model) ?? new Set(model.envelopes.at(-1)?.fields.map(({ name }) => name));
  namesByModel.set(model, names);
  return names;
}

/** What the server and the event's way add to it: never unknown, even where the envelope does not name it. */
const STAMPS: readonly string[] = ['event', 'version', 'eventId', 'receivedAt', 'sentAt'];

function stamps(wire: readonly Field[]): FieldRow[] {
  const names = new Set(wire.flatMap(({ name, renamedFrom }) => [name, ...renamedFrom]));
  return STAMPS.filter((name) => !names.has(name)).map((name) => [name, 'any']);
}

function tableCode(
  module: Module,
  envelope: CommonCode,
  requires: readonly string[],
  rows: readonly FieldRow[],
  closed: boolean,
): string {
  const imported = module.from('../envelope.js', envelope.table);
  const first = requires.length === 0 ? imported : `${module.use('need')}(${imported},${literal(requires)})`;
  const fields = `()=>[...${first}${rows.map((row) => `,${literal(row)}`).join('')}]`;
  return module.declare('t', `${module.use('table')}(${fields}${closed ? ',"none"' : ''})`);
}

function checkCode({ requires, module, envelope, rows, policy }: Parts): string {
  const common = module.from('../envelope.js', envelope.check);
  const required = requires.map((name) => isPresent(module, namesOf(envelope.rows, name)));
  const closed = policy === 'reject' ? [onlyListed(module, 'e', [...envelope.rows, ...rows])] : [];
  const checks = [`${module.use('obj')}(e)`, `${common}(e)`, ...required, fieldsCheck(module, rows), ...closed];
  return module.declare('c', `e=>{let v,u;return ${checks.filter((check) => check !== 'true').join('&&')}}`);
}

function namesOf(rows: readonly FieldRow[], wanted: string): string[] {
  const row = rows.find(([name]) => name === wanted);
  if (!row) return [wanted];
  const [name, , , ...olds] = row;
  return [name, ...olds];
}

function rowFunction(parts: Parts): string {
  const { model, family, version, module, fields, reads, envelope, table, policy } = parts;
  const { writer } = envelope;
  const { statements, always } = rowCode(module, reads, fields, writer ? 'comma' : 'q');
  const identity = [family.name, version.version].map((text) => quoted(literal(text)));
  const begin = writer ? `${module.from('../envelope.js', writer)}(e,s,${identity})` : '"{",q=""';
  const unread = `${module.use('unread')}.count`;
  const extra = model.envelopes.length > 0 && policy === 'capture' ? extraCode(module, table) : '';
  const body = `${unread}=0;let n=${always},v,r=${begin};${statements.join('')}${extra}return r+"}"`;
  return module.declare('r', `(e,s)=>{${body}}`);
}

function extraCode(module: Module, table: string): string {
  const prefix = quoted(`,${literal(extraField.column)}:`);
  const left = `(${module.use('unread')}.count+=${module.use('keys')}(e)-n)!==0`;
  return `if(${left})r+=${module.use('extra')}(e,${table},${prefix});`;
}

/** Old names at the top are looked at one by one; those deeper down are found by walking the table. */
function renamedCode({ module, envelope, rows, table }: Parts): string {
  if (envelope.agesBelow || rows.some(([, node]) => hasOldNames(node))) {
    return module.declare('o', `e=>${module.use('aged')}(e,${table})`);
  }
  const renamed = [...envelope.rows, ...rows].filter(({ length }) => length > 3);
  const olds = renamed.flatMap(([, , , ...names]) => names);
  if (olds.length === 0) return module.use('never');
  return module.declare('o', `e=>${olds.map((name) => `${access(module, name)}!==void 0`).join('||')}`);
}
