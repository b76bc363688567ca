import { Type, type UnknownProperties } from '@sluice/contract';
import { contractOf } from '../../testing/contracts.js';
import { unknownPropertiesChanged } from '../unknown-properties-changed.js';
import { type Cases, consumer } from './case.js';

const properties = { amount: Type.Optional(Type.Integer()) };
const first = (unknownProperties?: UnknownProperties) => ({
  version: '1.0',
  properties,
  ...(unknownProperties && { unknownProperties }),
});
const second = (unknownProperties?: UnknownProperties) => ({ ...first(unknownProperties), version: '1.1' });

/** Cases of unknown-properties-changed. */
export const unknownPropertiesChangedCases: Cases = {
  rule: unknownPropertiesChanged,
  breaking: [
    {
      name: 'what was kept is dropped',
      given: { base: contractOf([first()]), head: contractOf([first(), second('strip')]) },
      want: [consumer('', 'warning')],
    },
    {
      name: 'what was dropped refuses the event',
      given: { base: contractOf([first('strip')]), head: contractOf([first('strip'), second('reject')]) },
      want: [consumer('', 'warning')],
    },
  ],
  allowed: [
    {
      name: 'what was refused is kept',
      given: { base: contractOf([first('reject')]), head: contractOf([first('reject'), second()]) },
      want: [],
    },
    {
      name: 'nothing changes',
      given: { base: contractOf([first('strip')]), head: contractOf([first('strip'), second('strip')]) },
      want: [],
    },
  ],
};
