import { type ContractModel, modelOf, Type } from '@sluice/contract';
import { contractOf } from '../../testing/contracts.js';
import { type Advice, fields, gone, id, one, option, steps } from './advice.js';

const about = { description: 'For a test.' };
const pair = Type.Object({ x: Type.Integer(about), y: Type.Integer(about) });
const closed = Type.Object({ x: Type.Integer(about) }, { additionalProperties: false });

/** A column that only an edit of the registry by hand can move. */
function otherColumn(): ContractModel {
  const head = structuredClone(contractOf([one(id)]));
  const document = structuredClone(head.events[0]?.versions[0]?.document) as NonNullable<
    ContractModel['events'][0]['versions'][0]['document']
  >;
  Object.assign(document.properties?.id?.['x-sluice'] ?? {}, { column: 'other' });
  return modelOf([...head.envelopes.map((version) => version.document), document]);
}

/** The advice of the rules about fields. */
export const fieldAdvice: { readonly [rule: string]: Advice } = {
  'field-added-required': fields(
    id,
    { ...id, a: Type.Integer() },
    {
      optional: { ...id, a: Type.Optional(Type.Integer()) },
      'optional, with a default': { ...id, a: Type.Optional(Type.Integer({ default: 0 })) },
    },
  ),
  'field-removed': fields({ ...id, a: option() }, id, {
    deprecated: { ...id, a: option(gone) },
    'a new major version': id,
  }),
  'field-renamed-without-alias': fields(
    { type: Type.String() },
    { action: Type.String() },
    {
      'it is a rename': { action: Type.String({ renamedFrom: ['type'] }) },
      'it is another field': { type: Type.String(), action: option() },
    },
  ),
  'field-made-required': fields(
    { ...id, a: option() },
    { ...id, a: Type.String() },
    {
      optional: { ...id, a: option() },
      'optional, with a default': { ...id, a: option({ default: '' }) },
    },
  ),
  'field-made-optional': fields(id, { id: Type.Optional(Type.Integer()) }, { required: id }),
  'type-changed': fields(
    id,
    { id: Type.String() },
    {
      'a field beside it': { ...id, code: option() },
      'a new major version': { id: Type.String() },
    },
  ),
  'enum-value-removed': fields(
    { a: Type.Union([Type.Literal('x'), Type.Literal('y')]) },
    { a: Type.Union([Type.Literal('x')]) },
    {
      kept: { a: Type.Union([Type.Literal('x'), Type.Literal('y')]) },
      'a new major version': { a: Type.Union([Type.Literal('x')]) },
    },
  ),
  'bound-tightened': fields(
    { a: Type.String() },
    { a: Type.String({ maxLength: 3 }) },
    {
      kept: { a: Type.String() },
      'a field beside it': { a: Type.String(), short: option({ maxLength: 3 }) },
      'a new major version': { a: Type.String({ maxLength: 3 }) },
    },
  ),
  'keyword-changed': fields(
    { a: pair },
    { a: closed },
    {
      kept: { a: pair },
      'a new major version': { a: closed },
    },
  ),
  'pattern-slow': fields(
    id,
    { ...id, a: option({ pattern: '^(a+)+$' }) },
    {
      'one way to read each text': { ...id, a: option({ pattern: '^a+$' }) },
    },
  ),
  'alias-added': fields(
    { a: Type.Integer(), b: Type.Integer() },
    { b: Type.Integer({ renamedFrom: ['a'] }) },
    {
      'both fields': { a: Type.Integer(), b: Type.Integer() },
      'a new major version': { b: Type.Integer({ renamedFrom: ['a'] }) },
    },
  ),
  'alias-removed': {
    base: contractOf([one({ b: Type.Integer({ renamedFrom: ['a'] }) })]),
    fault: contractOf([one({ b: Type.Integer() })]),
    cures: { 'put back': contractOf([one({ b: Type.Integer({ renamedFrom: ['a'] }) })]) },
  },
  'default-changed': fields(
    { a: option({ default: 'x' }) },
    { a: option({ default: 'y' }) },
    {
      kept: { a: option({ default: 'x' }) },
    },
  ),
  'column-changed': {
    base: contractOf([one(id)]),
    fault: otherColumn(),
    cures: {
      restored: contractOf([one(id)]),
      'a rename': contractOf([one(id), one({ code: Type.Integer({ renamedFrom: ['id'] }) }, '1.1')]),
    },
  },
  'alias-claimed-twice': steps(
    [{ a: option() }, { b: option({ renamedFrom: ['a'] }) }],
    { b: option(), c: option({ renamedFrom: ['a'] }) },
    {
      'taken out of the new one': { b: option(), c: option() },
      'a new major version': { b: option(), c: option({ renamedFrom: ['a'] }) },
    },
  ),
  'alias-reused': steps(
    [{ a: option() }, { b: option({ renamedFrom: ['a'] }) }],
    { a: Type.Optional(Type.String()), b: option() },
    {
      'a name that was never used': { b: option(), fresh: option() },
      'a new major version': { a: option(), b: option() },
    },
  ),
  'alias-leads-back': steps(
    [{ a: option() }, { b: option({ renamedFrom: ['a'] }) }],
    { a: option({ renamedFrom: ['b'] }) },
    { 'the newer name': { b: option() } },
  ),
  'alias-type-changed': steps(
    [{ ...id, a: option({ deprecated: { since: '1.0', removeAfter: '2020-01-01' } }) }, id],
    { ...id, b: Type.Optional(Type.Integer({ renamedFrom: ['a'] })) },
    {
      'another field': { ...id, b: Type.Optional(Type.Integer()) },
      'a new major version': { ...id, b: Type.Optional(Type.Integer({ renamedFrom: ['a'] })) },
    },
    '2026-01-01',
  ),
};
