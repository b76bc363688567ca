import * as contract from '@sluice/contract';

/** What authors call a type elsewhere, and how it is written here. */
const synonyms: { readonly [name: string]: string } = {
  any: 'Json()',
  array: 'Type.Array(…)',
  bigint: 'Id64()',
  bool: 'Type.Boolean()',
  boolean: 'Type.Boolean()',
  currency: 'Decimal(10, 2, { … })',
  date: 'Date_()',
  datetime: 'Timestamp()',
  dict: 'Type.Record(Type.String(), …)',
  double: 'Type.Number()',
  float: 'Type.Number()',
  float64: 'Type.Number()',
  guid: 'Uuid()',
  int: 'Type.Integer()',
  int64: 'Type.Integer() (up to 2^53−1) or Id64()',
  integer: 'Type.Integer()',
  list: 'Type.Array(…)',
  long: 'Type.Integer() (up to 2^53−1) or Id64()',
  map: 'Type.Record(Type.String(), …)',
  money: 'Decimal(10, 2, { … })',
  nullable: 'Type.Optional(…)',
  number: 'Type.Number()',
  numeric: 'Decimal(10, 2, { … })',
  object: 'Type.Object({ … })',
  optional: 'Type.Optional(…)',
  record: 'Type.Record(Type.String(), …)',
  str: 'Type.String()',
  string: 'Type.String()',
  struct: 'Type.Object({ … })',
  text: 'Type.String()',
  time: "Type.String({ format: 'time' })",
  union: "Enum(['a', 'b'])",
};

/** What a definition is written with; the rest of the package is for programs. */
const helpers = Object.keys(contract).filter((name) => /^(?:define|[A-Z])/.test(name) && name !== 'ContractError');
const typeMembers = Object.keys(contract.Type);

/** What was probably meant by a name that `@sluice/contract` (or `Type`) does not have, as a sentence; undefined where nothing is near. */
export function meantBy(name: string): string | undefined {
  const lower = name.toLowerCase().replace(/_$/, '');
  const helper = helpers.find((known) => known.toLowerCase().replace(/_$/, '') === lower);
  if (helper !== undefined) return `Write ${helper}(…), with import { ${helper} } from '@sluice/contract'.`;
  if (Object.hasOwn(synonyms, lower)) return `Write ${synonyms[lower]}.`;
  const guess = contract.nearest(name, [...helpers, ...typeMembers.map((member) => `Type.${member}`)]);
  const member = contract.nearest(name, typeMembers);
  if (guess !== undefined && helpers.includes(guess)) return `Did you mean ${guess}?`;
  return member === undefined ? undefined : `Did you mean Type.${member}?`;
}

/** Whether `@sluice/contract` exports this name. */
export function isHelper(name: string): boolean {
  return helpers.includes(name);
}
