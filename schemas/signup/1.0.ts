import { defineEvent, Type } from '@sluice/contract';

export default defineEvent({
  name: 'signup',
  version: '1.0',
  owner: 'growth',
  description: 'A customer opened an account.',
  requires: ['userId'],
  properties: {
    channel: Type.String({ maxLength: 100, examples: ['newsletter'], description: 'What brought the customer.' }),
  },
});
