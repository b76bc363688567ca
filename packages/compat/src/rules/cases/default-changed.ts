import { Type } from '@sluice/contract';
import { minor } from '../../testing/contracts.js';
import { defaultChanged } from '../default-changed.js';
import { type Cases, consumer } from './case.js';

const fallback = (value?: string) => ({ currency: Type.Optional(Type.String(value ? { default: value } : {})) });

/** Cases of default-changed. */
export const defaultChangedCases: Cases = {
  rule: defaultChanged,
  breaking: [
    { name: 'another default', given: minor(fallback('EUR'), fallback('USD')), want: [consumer('currency')] },
    { name: 'a default is new', given: minor(fallback(), fallback('USD')), want: [consumer('currency')] },
  ],
  allowed: [{ name: 'the same default', given: minor(fallback('EUR'), fallback('EUR')), want: [] }],
};
