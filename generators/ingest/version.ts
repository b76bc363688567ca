import {
  type ContractModel,
  type EventFamily,
  type EventVersion,
  type Field,
  readPlan,
  tableFields,
  wireFields,
} from '@sluice/contract';
import { fieldsCheck, isPresent, structCheck } from './check.js';
import { envelopeWriter, isFilled } from './envelope.js';
import { access, literal, type Module, quoted } from './module.js';
import { rowCode } from './row.js';
import { constraintsOf, type FieldRow, type TableNode } from './table.js';
import { rowsOf } from './table-of.js';

/** What one version is made from: the model, and the modules its code goes to. */
export interface VersionRequest {
  readonly model: ContractModel;
  readonly family: EventFamily;
  readonly version: EventVersion;
  /** The event's own module. */
  readonly module: Module;
  /** The module that all events import from: what the envelope gives to each of them. */
  readonly shared: Module;
}

/** A version, split into what every event has and what is its own. */
interface Parts extends VersionRequest {
  readonly fields: readonly Field[];
  readonly common: readonly FieldRow[];
  readonly own: readonly FieldRow[];
  /** Envelope fields that this version cannot be without. */
  readonly requires: readonly string[];
  /** Name of the constant with the version's table. */
  readonly table: string;
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
  const { model, version, module, shared } = request;
  const envelope = new Set(model.envelopes.at(-1)?.fields.map(({ name }) => name));
  const wire = wireFields(model, version);
  const needed = wire.filter(
    ({ name, required }) => envelope.has(name) && (required || version.requires.includes(name)),
  );
  const fields = wire.map((field) => (envelope.has(field.name) ? { ...field, required: false } : field));
  const rows = rowsOf(fields, `${version.event} ${version.version}:`);
  const common = rows.filter(([name]) => envelope.has(name));
  const own = rows.filter(([name]) => !envelope.has(name));
  const requires = needed.map(({ name }) => name);
  const name = shared.declare('t', literal(common));
  const imported = module.from('../envelope.js', name);
  const first = requires.length === 0 ? imported : `${module.use('need')}(${imported},${literal(requires)})`;
  const list = `[...${first}${own.map((row) => `,${literal(row)}`).join('')}]`;
  const table = module.declare('t', `{type:"object",fields:${list}}`);
  return { ...request, fields, requires, common, own, table };
}

function checkCode({ requires, module, shared, common, own }: Parts): string {
  const envelope = module.from('../envelope.js', structCheck(shared, common));
  const required = requires.map((name) => isPresent(module, namesOf(common, name)));
  const checks = [`${module.use('obj')}(e)`, `${envelope}(e)`, ...required, fieldsCheck(module, own)];
  return module.declare('c', `e=>{let v,u;return ${checks.filter((check) => check !== 'true').join('&&')}}`);
}

function namesOf(rows: readonly FieldRow[], wanted: string): string[] {
  const row = rows.find(([name]) => name === wanted);
  if (!row) return [wanted];
  const [name, , , ...olds] = row;
  return [name, ...olds];
}

function rowFunction({ model, family, version, module, shared, fields, table }: Parts): string {
  const { reads } = readPlan(model, family, version);
  const names = new Set(model.envelopes.at(-1)?.fields.map(({ name }) => name));
  const common = reads.some(isFilled) ? reads.filter(({ target }) => names.has(target.name)) : [];
  const own = reads.filter((read) => !common.includes(read));
  const open = common.length > 0;
  const { statements, always } = rowCode(module, own, fields, open ? 'comma' : 'q');
  const begin = open
    ? `${module.from('../envelope.js', envelopeWriter(shared, common, fields))}(e,s,${quoted(literal(family.name))},${quoted(literal(version.version))})`
    : '"{",q=""';
  const unread = `${module.use('unread')}.count`;
  const body = `${unread}=0;let n=${always},v,r=${begin};${statements.join('')}${extraCode(model, family, version, module, table)}return r+"}"`;
  return module.declare('r', `(e,s)=>{${body}}`);
}

function extraCode(
  model: ContractModel,
  family: EventFamily,
  { major }: EventVersion,
  module: Module,
  table: string,
): string {
  const column = tableFields(model, family, major).find(({ name }) => name === '_extra')?.column;
  if (column === undefined) return '';
  const prefix = quoted(`,${literal(column)}:`);
  const left = `(${module.use('unread')}.count+=${module.use('keys')}(e)-n)!==0`;
  return `if(${left})r+=${module.use('extra')}(e,${table},${prefix});`;
}

/** Old names at the top are looked at one by one; those deeper down are found by walking the table. */
function renamedCode({ module, common, own, table }: Parts): string {
  const rows = [...common, ...own];
  if (rows.some(([, node]) => hasOldNames(node))) return module.declare('o', `e=>${module.use('aged')}(e,${table})`);
  const olds = rows.flatMap(([, , , ...names]) => names);
  if (olds.length === 0) return module.use('never');
  return module.declare('o', `e=>${olds.map((name) => `${access(module, name)}!==void 0`).join('||')}`);
}

function hasOldNames(node: TableNode): boolean {
  const { fields = [], items, rest } = constraintsOf(node);
  const inner = [
    ...fields.map(([, field]) => field),
    ...(items === undefined ? [] : [items]),
    ...(rest === undefined || rest === 'none' ? [] : [rest]),
  ];
  return fields.some(({ length }) => length > 3) || inner.some(hasOldNames);
}
