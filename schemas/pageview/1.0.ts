import { defineEvent, Type } from '@sluice/contract';

export default defineEvent({
  name: 'pageview',
  version: '1.0',
  owner: 'web',
  description: 'A page was shown.',
  requires: ['userId'],
  properties: {
    page: Type.String({ maxLength: 4096, examples: ['/sale'], description: 'Path of the page.' }),
    referrer: Type.String({
      maxLength: 4096,
      examples: ['https://www.example.com/'],
      description: 'Where the visitor came from; empty for a direct visit.',
    }),
  },
});
