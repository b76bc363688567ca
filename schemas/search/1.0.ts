import { defineEvent, Type } from '@sluice/contract';

export default defineEvent({
  name: 'search',
  version: '1.0',
  owner: 'catalogue',
  description: 'A customer searched the catalogue.',
  requires: ['userId'],
  properties: {
    keyword: Type.String({
      maxLength: 1000,
      sensitivity: 'personal',
      examples: ['red shoes'],
      description: 'What was typed.',
    }),
  },
});
