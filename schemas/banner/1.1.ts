import { defineEvent, Enum, Type } from '@sluice/contract';

export default defineEvent({
  name: 'banner',
  version: '1.1',
  owner: 'marketing',
  description: 'A banner was shown to a customer, or clicked.',
  requires: ['userId'],
  properties: {
    bannerId: Type.Integer({ examples: [7], description: 'Banner in the campaign tool.' }),
    action: Enum(['click', 'view'], { renamedFrom: ['type'], description: 'Whether it was seen or clicked.' }),
  },
});
