import { defineEvent } from '@sluice/contract';

export default defineEvent({
  name: 'login',
  version: '1.0',
  owner: 'growth',
  description: 'A customer logged in.',
  requires: ['userId'],
  properties: {},
});
