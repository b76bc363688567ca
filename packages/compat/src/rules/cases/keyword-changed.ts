import { Type } from '@sluice/contract';
import { minor } from '../../testing/contracts.js';
import { keywordChanged } from '../keyword-changed.js';
import { type Cases, rejected } from './case.js';

const about = { description: 'x' };
const open = { a: Type.Object({ x: Type.Integer(about) }) };
const closed = { a: Type.Object({ x: Type.Integer(about) }, { additionalProperties: false }) };
const small = { a: Type.Object({ x: Type.Integer(about) }, { additionalProperties: false }), b: Type.Integer() };
const two = Type.Object({ x: Type.Integer(about), y: Type.Integer(about) });

/** Cases of keyword-changed. */
export const keywordChangedCases: Cases = {
  rule: keywordChanged,
  breaking: [
    {
      name: 'a struct is closed, and a field of it is gone',
      given: minor({ a: two, b: Type.Integer() }, small),
      want: [rejected('a', { a: { x: 0, y: 0 }, b: 0 })],
    },
  ],
  allowed: [
    { name: 'a struct is closed whose fields are all there', given: minor(open, closed), want: [] },
    { name: 'a struct is opened', given: minor(closed, open), want: [] },
  ],
};
