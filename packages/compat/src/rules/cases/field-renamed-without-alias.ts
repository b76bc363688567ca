import { Enum, Type } from '@sluice/contract';
import { minor } from '../../testing/contracts.js';
import { fieldRenamedWithoutAlias } from '../field-renamed-without-alias.js';
import { type Cases, consumer, rejected, source } from './case.js';

const action = () => Enum(['click', 'view']);

/** Cases of field-renamed-without-alias. */
export const fieldRenamedWithoutAliasCases: Cases = {
  rule: fieldRenamedWithoutAlias,
  breaking: [
    {
      name: 'a required field has a new name',
      given: minor({ type: action() }, { action: action() }),
      want: [rejected('action', { type: 'view' }), consumer('action'), source('action')],
    },
    {
      name: 'an optional field has a new name, so that its values are lost',
      given: minor({ type: Type.Optional(action()) }, { action: Type.Optional(action()) }),
      want: [rejected('action', { type: 'view' }), consumer('action'), source('action')],
    },
  ],
  allowed: [
    {
      name: 'the new field names the old one',
      given: minor({ type: action() }, { action: Enum(['click', 'view'], { renamedFrom: ['type'] }) }),
      want: [],
    },
    {
      name: 'the new field is of another type: one was removed, one was added',
      given: minor({ type: action() }, { count: Type.Optional(Type.Integer()) }),
      want: [],
    },
    {
      name: 'two fields are new: there is nothing to go by',
      given: minor({ a: Type.Integer() }, { b: Type.Optional(Type.Integer()), c: Type.Optional(Type.Integer()) }),
      want: [],
    },
  ],
};
