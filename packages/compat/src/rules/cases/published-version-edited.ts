import { Type } from '@sluice/contract';
import { edited, minor } from '../../testing/contracts.js';
import { publishedVersionEdited } from '../published-version-edited.js';
import { type Cases, rejected } from './case.js';

const id = { productId: Type.Integer() };

/** Cases of published-version-edited. */
export const publishedVersionEditedCases: Cases = {
  rule: publishedVersionEdited,
  breaking: [
    {
      name: 'a type is another one',
      given: edited(id, { productId: Type.String() }),
      want: [rejected('', { productId: 0 })],
    },
    {
      name: 'an optional field was added to a published version',
      given: edited(id, { ...id, brand: Type.Optional(Type.String()) }),
      want: [{ surface: 'ingest', severity: 'error', path: '', verdict: 'compatible' }],
    },
  ],
  allowed: [
    {
      name: 'only a description is another one',
      given: edited(id, { productId: Type.Integer({ description: 'Another text.' }) }),
      want: [],
    },
    { name: 'the change is in a new version', given: minor(id, { productId: Type.String() }), want: [] },
  ],
};
