import { access, accessAny, literal, type Module } from './module.js';
import { constraintsOf, type FieldRow, type TableNode, type ValueNode } from './table.js';

/** An expression that is true for valid values of the variable `v`. */
function valueCheck(module: Module, node: TableNode): string {
  if (node === 'any') return 'true';
  if (typeof node === 'string') return `${module.use(node)}(v)`;
  if (typeof node === 'number') return `${module.use('sized')}(v,0,${node})`;
  const choice = enumCheck(module, node);
  const also = node.also ? `${node.also.name}(v)` : '';
  if (node.type === undefined) return conjunction([choice, ...guarded(module, node), also]);
  const types = typeof node.type === 'string' ? [node.type] : node.type;
  const alternatives = types.map((type) => {
    const test = isImplied(type, types, node) ? '' : typeTest(module, type);
    const category = type === 'integer' ? 'number' : type;
    const constraints = Object.hasOwn(CONSTRAINTS, category) ? CONSTRAINTS[category] : undefined;
    return conjunction([test, ...(constraints?.(module, node) ?? [])]);
  });
  const [only = ''] = alternatives;
  return conjunction([choice, alternatives.length === 1 ? only : `(${alternatives.join('||')})`, also]);
}

/** An expression over `e`, an object, that is true where all its fields are valid. */
export function fieldsCheck(module: Module, rows: readonly FieldRow[]): string {
  return conjunction(rows.map((row) => fieldCheck(module, row)));
}

/** A function of the module that checks the fields of an object. */
export function structCheck(module: Module, rows: readonly FieldRow[]): string {
  return module.declare('c', `e=>{let v,u;return ${fieldsCheck(module, rows)}}`);
}

/** Whether a field is there under any of its names. */
export function isPresent(module: Module, names: readonly string[]): string {
  return `(${names.map((name) => `${access(module, name)}!==u`).join('||')})`;
}

function fieldCheck(module: Module, [name, node, required, ...olds]: FieldRow): string {
  const value = accessAny(module, [name, ...olds]);
  if (typeof node === 'string' && node !== 'any' && required && olds.length === 0)
    return `${module.use(node)}(${value})`;
  const read = `v=${value}`;
  const agree = olds.length === 0 ? '' : `(${read})!==${module.use('CONFLICT')}`;
  const check = valueCheck(module, node);
  if (check === 'true') return conjunction([agree, required ? isPresent(module, [name, ...olds]) : '']);
  if (!required) return agree ? `${agree}&&(v===u||${check})` : `((${read})===u||${check})`;
  const there = refusesAbsence(node) ? check : `v!==u&&${check}`;
  return agree ? `${agree}&&${there}` : `(${read},${there})`;
}

/** Without a type, constraints bind what there is: a value that is not there passes them. */
function refusesAbsence(node: TableNode): boolean {
  const { type, enum: values } = constraintsOf(node);
  return type !== undefined || values !== undefined;
}

function conjunction(parts: readonly string[]): string {
  return parts.filter((part) => part !== '' && part !== 'true').join('&&') || 'true';
}

/** Whether other checks let no value of another type pass, so that the test of the type can be saved. */
function isImplied(type: string, types: readonly string[], node: ValueNode): boolean {
  if (type !== 'string') return false;
  if (types.length === 1 && node.enum?.every(isString)) return true;
  return ASSERTS_STRING.some((keyword) => node[keyword] !== undefined);
}

/** Constraints whose helpers test for a string themselves. */
const ASSERTS_STRING = ['minLength', 'maxLength', 'decimal', 'int64', 'format'] as const;

function isString(value: unknown): boolean {
  return typeof value === 'string';
}

function typeTest(module: Module, type: string): string {
  const helper = { object: 'obj', number: 'double' }[type];
  if (helper) return `${module.use(helper)}(v)`;
  if (type === 'integer') return 'Number.isInteger(v)';
  if (type === 'array') return 'Array.isArray(v)';
  return type === 'null' ? 'v===null' : `typeof v===${literal(type)}`;
}

/** Without a type, constraints bind the values of their own type and let all others pass. */
function guarded(module: Module, node: ValueNode): string[] {
  return Object.entries(CONSTRAINTS).map(([category, constraints]) => {
    const check = conjunction(constraints(module, node));
    return check === 'true' ? '' : `(!(${typeTest(module, category)})||${check})`;
  });
}

function enumCheck(module: Module, { enum: values }: ValueNode): string {
  if (!values) return '';
  if (values.some((value) => typeof value === 'object' && value !== null)) {
    return `${module.use('among')}(v,${module.declare('k', literal(values))})`;
  }
  if (values.length <= 4) return `(${values.map((value) => `v===${literal(value)}`).join('||') || 'false'})`;
  return `${module.declare('k', `new Set(${literal(values)})`)}.has(v)`;
}

const FORMAT_HELPERS: { readonly [format: string]: string } = {
  'date-time': 'instant',
  'uri-reference': 'uriReference',
  'json-pointer': 'jsonPointer',
};

function stringConstraints(module: Module, node: ValueNode): string[] {
  const { minLength = 0, maxLength = Infinity, decimal, pattern, format } = node;
  return [
    minLength > 0 || maxLength < Infinity ? `${module.use('sized')}(v,${minLength},${maxLength})` : '',
    decimal ? `${module.use('decimalText')}(v,${decimal})` : '',
    node.int64 ? `${module.use('id64')}(v)` : '',
    pattern === undefined ? '' : matches(module, node, pattern),
    format === undefined ? '' : `${module.use(FORMAT_HELPERS[format] ?? format)}(v)`,
  ];
}

function matches(module: Module, { matcher }: ValueNode, pattern: string): string {
  if (matcher) return `${matcher.name}.test(v)`;
  return `${module.declare('p', `new RegExp(${literal(pattern)},"u")`)}.test(v)`;
}

function numberConstraints(module: Module, node: ValueNode): string[] {
  const { decimal, pattern, multipleOf } = node;
  const bound = (limit: number | undefined, operator: string) => (limit === undefined ? '' : `v${operator}${limit}`);
  return [
    bound(node.minimum, '>='),
    bound(node.maximum, '<='),
    bound(node.exclusiveMinimum, '>'),
    bound(node.exclusiveMaximum, '<'),
    multipleOf === undefined ? '' : `v%${multipleOf}===0`,
    decimal ? `${module.use('decimalNumber')}(v,${decimal})` : '',
    decimal && pattern !== undefined ? matches(module, node, pattern) : '',
  ];
}

function objectConstraints(module: Module, node: ValueNode): string[] {
  const { fields = [], rest, minProperties, maxProperties } = node;
  const size = () => `${module.use('size')}(v)`;
  return [
    minProperties === undefined ? '' : `${size()}>=${minProperties}`,
    maxProperties === undefined ? '' : `${size()}<=${maxProperties}`,
    fields.length === 0 ? '' : `${structCheck(module, fields)}(v)`,
    rest === undefined ? '' : restCheck(module, fields, rest),
  ];
}

function restCheck(module: Module, fields: readonly FieldRow[], rest: 'none' | TableNode): string {
  if (rest === 'any') return '';
  if (rest === 'none') return onlyListed(module, 'v', fields);
  const check = module.declare('f', `v=>${valueCheck(module, rest)}`);
  return `${module.use('rest')}(v,${listed(module, fields)},${check})`;
}

/** An expression that is true where the object has no property but the fields, under any of their names. */
export function onlyListed(module: Module, object: string, fields: readonly FieldRow[]): string {
  return `${module.use('only')}(${object},${listed(module, fields)})`;
}

function listed(module: Module, fields: readonly FieldRow[]): string {
  const names = fields.flatMap(([name, , , ...olds]) => [name, ...olds]);
  return module.declare('k', `new Set(${literal(names)})`);
}

function arrayConstraints(module: Module, node: ValueNode): string[] {
  const { items = 'any', minItems, maxItems } = node;
  const each = valueCheck(module, items);
  return [
    minItems === undefined ? '' : `v.length>=${minItems}`,
    maxItems === undefined ? '' : `v.length<=${maxItems}`,
    each === 'true' ? '' : `${module.use('all')}(v,${module.declare('f', `v=>${each}`)})`,
    node.unique ? `${module.use('unique')}(v)` : '',
  ];
}

/** The checks of a node that bind the values of one type. */
const CONSTRAINTS: { readonly [category: string]: (module: Module, node: ValueNode) => readonly string[] } = {
  string: stringConstraints,
  number: numberConstraints,
  object: objectConstraints,
  array: arrayConstraints,
};
