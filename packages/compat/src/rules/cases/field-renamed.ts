import { Type } from '@sluice/contract';
import { contractOf, minor } from '../../testing/contracts.js';
import { fieldRenamed } from '../field-renamed.js';
import { type Cases, consumer, source } from './case.js';

const type = { type: Type.String() };
const action = { action: Type.String({ renamedFrom: ['type'] }) };
const kind = { kind: Type.String({ renamedFrom: ['action'] }) };
const first = { version: '1.0', properties: type };
const second = { version: '1.1', properties: action };

/** Cases of field-renamed. */
export const fieldRenamedCases: Cases = {
  rule: fieldRenamed,
  breaking: [
    {
      name: 'a field has a new name and its alias: nothing is refused, callers have to follow',
      given: minor(type, action),
      want: [consumer('action'), source('action')],
    },
    {
      name: 'a second rename in a row names the last name only; the first is still accepted',
      given: {
        base: contractOf([first, second]),
        head: contractOf([first, second, { version: '1.2', properties: kind }]),
      },
      want: [consumer('kind'), source('kind')],
    },
  ],
  allowed: [{ name: 'the name is the same', given: minor(type, type), want: [] }],
};
