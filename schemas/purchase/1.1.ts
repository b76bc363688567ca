import { Decimal, defineEvent, Id64, Type } from '@sluice/contract';

export default defineEvent({
  name: 'purchase',
  version: '1.1',
  owner: 'commerce',
  description: 'A customer paid for one product.',
  requires: ['userId'],
  properties: {
    productId: Type.Integer({ examples: [44600062], description: 'Catalogue id of the product.' }),
    amount: Decimal(10, 2, { examples: ['35.79'], description: 'What the customer paid, tax included.' }),
    categoryId: Type.Optional(
      Id64({ examples: ['2103807459595387724'], description: 'Category of the product; beyond 2^53, so a string.' }),
    ),
    categoryCode: Type.Optional(
      Type.String({
        maxLength: 200,
        examples: ['computers.notebook'],
        description: 'Path of the category, where it has one.',
      }),
    ),
    brand: Type.Optional(
      Type.String({ maxLength: 100, examples: ['lenovo'], description: 'Brand of the product, in lower case.' }),
    ),
    price: Type.Optional(Decimal(10, 2, { examples: ['251.74'], description: 'List price of the product.' })),
  },
});
