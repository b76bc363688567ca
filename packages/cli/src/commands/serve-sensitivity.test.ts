import { type ContractModel, defineEnvelope, defineEvent, modelOf, publish, Type } from '@sluice/contract';
import { expect, it } from 'vitest';
import { sensitivities } from './serve-sensitivity.js';

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
  { path: '', want: 'internal' },
  { path: '/plan', want: 'public' },
  { path: '/userId', want: 'pseudonymous' },
  { path: '/mail', want: 'personal' },
  { path: '/email', want: 'personal' },
  { path: '/friends', want: 'internal' },
  { path: '/friends/*/name', want: 'personal' },
  { path: '/secrets/hint', want: 'secret' },
  { path: '/unknown', want: undefined },
])('the mark of $path is $want', ({ path, want }) => {
  const sensitivityOf = sensitivities(model());
  expect(sensitivityOf('signup', path)).toBe(want);
  expect(sensitivityOf('other', path)).toBeUndefined();
});
