import { defineEvent, Enum, Type } from '@sluice/contract';

export default defineEvent({
  name: 'banner',
  version: '1.0',
  owner: 'marketing',
  description: 'A banner was shown to a customer, or clicked.',
  requires: ['userId'],
  properties: {
    bannerId: Type.Integer({ examples: [7], description: 'Banner in the campaign tool.' }),
    type: Enum(['click', 'view'], { description: 'Whether it was seen or clicked.' }),
  },
});
