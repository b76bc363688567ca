import {
  type ContractModel,
  defineEnvelope,
  defineEvent,
  Json,
  modelOf,
  publish,
  type Sensitivity,
  Type,
} from '@sluice/contract';
import { expect, it } from 'vitest';
import { sensitivities } from './sensitivity.js';

const text = (sensitivity: Sensitivity) => Type.String({ description: 'Said.', sensitivity });

function model(): ContractModel {
  const envelope = defineEnvelope({
    version: '1.0',
    owner: 'data',
    description: 'Common fields.',
    properties: { userId: Type.Optional(Type.Integer({ description: 'Who.', sensitivity: 'pseudonymous' })) },
  });
  const event = defineEvent({
    name: 'signup',
    version: '1.0',
    owner: 'growth',
    description: 'Somebody signed up.',
    properties: {
      plan: Type.String({ description: 'Plan.', sensitivity: 'public' }),
      mail: Type.String({ description: 'Address.', sensitivity: 'personal', renamedFrom: ['email'] }),
      friends: Type.Optional(
        Type.Array(Type.Object({ name: Type.String({ description: 'Name.', sensitivity: 'personal' }) }), {
          description: 'Invited.',
        }),
      ),
      tags: Type.Optional(Type.Array(text('personal'), { description: 'Said.' })),
      byMail: Type.Optional(Type.Record(Type.String(), text('secret'), { description: 'Said.' })),
      byShop: Type.Optional(
        Type.Record(Type.String(), Type.Object({ buyer: text('personal'), count: text('internal') }), {
          description: 'Said.',
        }),
      ),
      free: Type.Optional(Json({ description: 'Anything.' })),
      secrets: Type.Optional(
        Type.Object(
          { hint: Type.String({ description: 'Hint.', sensitivity: 'public' }) },
          { description: 'Hidden.', sensitivity: 'secret' },
        ),
      ),
    },
  });
  return modelOf(publish([envelope, event], []));
}

it.each([
  { at: '', want: { sensitivity: 'internal', path: '' } },
  { at: '/plan', want: { sensitivity: 'public', path: '/plan' } },
  { at: '/userId', want: { sensitivity: 'pseudonymous', path: '/userId' } },
  { at: '/mail', want: { sensitivity: 'personal', path: '/mail' } },
  { at: '/email', want: { sensitivity: 'personal', path: '/email' } },
  { at: '/friends', want: { sensitivity: 'personal', path: '/friends' } },
  { at: '/friends/0/name', want: { sensitivity: 'personal', path: '/friends/0/name' } },
  { at: '/friends/0/bob', want: undefined },
  { at: '/friends/bob', want: undefined },
  { at: '/secrets/hint', want: { sensitivity: 'secret', path: '/secrets/hint' } },
  { at: '/tags/3', want: { sensitivity: 'personal', path: '/tags/3' } },
  { at: '/byMail/bob@b.c', want: { sensitivity: 'secret', path: '/byMail/*' } },
  { at: '/byShop/7/buyer', want: { sensitivity: 'personal', path: '/byShop/*/buyer' } },
  { at: '/byShop/7/count', want: { sensitivity: 'internal', path: '/byShop/*/count' } },
  { at: '/free/bob/1', want: { sensitivity: 'internal', path: '/free' } },
  { at: '/unknown', want: undefined },
])('the mark of $at is $want', ({ at, want }) => {
  const sensitivityOf = sensitivities(model());
  expect(sensitivityOf('signup', at)).toEqual(want);
  expect(sensitivityOf('other', at)).toBeUndefined();
});
