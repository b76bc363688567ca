import { Type } from '@sluice/contract';
import { minor } from '../../testing/contracts.js';
import { boundTightened } from '../bound-tightened.js';
import { type Cases, rejected } from './case.js';

const text = (options: object) => ({ s: Type.String(options) });
const number = (options: object) => ({ n: Type.Number(options) });
const list = (options: object) => ({ l: Type.Array(Type.Integer(), options) });

/** Cases of bound-tightened. */
export const boundTightenedCases: Cases = {
  rule: boundTightened,
  breaking: [
    {
      name: 'maxLength is lowered',
      given: minor(text({ maxLength: 5 }), text({ maxLength: 3 })),
      want: [rejected('s', { s: 'aaaa' })],
    },
    {
      name: 'minLength is new',
      given: minor(text({}), text({ minLength: 1 })),
      want: [rejected('s', { s: '' })],
    },
    {
      name: 'a pattern is new',
      given: minor(text({}), text({ pattern: '^[A-Z]{3}$' })),
      want: [rejected('s', { s: '' })],
    },
    {
      name: 'a pattern is stricter',
      given: minor(text({ pattern: '^[A-Z]{2,3}$' }), text({ pattern: '^[A-Z]{3}$' })),
      want: [rejected('s', { s: 'AA' })],
    },
    {
      name: 'a format is new',
      given: minor(text({}), text({ format: 'email' })),
      want: [rejected('s', { s: '' })],
    },
    {
      name: 'a pattern is another one, and no event that it refuses was found',
      given: minor(text({ pattern: '^a+$' }), text({ pattern: '^(a)\\1*$' })),
      want: [{ surface: 'ingest', severity: 'error', path: 's', verdict: 'unknown' }],
    },
    {
      name: 'a pattern takes less, which only the solver of patterns can tell',
      given: minor(text({ pattern: '^(?:ab)+$' }), text({ pattern: '^(?:ab|abab|ababab)$' })),
      want: [rejected('s', { s: 'abababab' })],
    },
    {
      name: 'maximum is lowered',
      given: minor(number({ maximum: 10 }), number({ maximum: 9.5 })),
      want: [rejected('n', { n: 10 })],
    },
    {
      name: 'minimum becomes exclusive',
      given: minor(number({ minimum: 0 }), number({ exclusiveMinimum: 0 })),
      want: [rejected('n', { n: 0 })],
    },
    {
      name: 'fewer elements are allowed',
      given: minor(list({ maxItems: 3 }), list({ maxItems: 1 })),
      want: [rejected('l', { l: [0, 0] })],
    },
    {
      name: 'an element is demanded',
      given: minor(list({}), list({ minItems: 1 })),
      want: [rejected('l', { l: [] })],
    },
    {
      name: 'elements must differ',
      given: minor(list({}), list({ uniqueItems: true })),
      want: [rejected('l', { l: [0, 0] })],
    },
  ],
  allowed: [
    { name: 'maxLength is raised', given: minor(text({ maxLength: 3 }), text({ maxLength: 5 })), want: [] },
    {
      name: 'a pattern is written in another way',
      given: minor(text({ pattern: '^a+$' }), text({ pattern: '^aa*$' })),
      want: [],
    },
    { name: 'a pattern is gone', given: minor(text({ pattern: '^a$' }), text({})), want: [] },
    {
      name: 'an inclusive limit is replaced by an exclusive one that lets the same through',
      given: minor(number({ minimum: 1 }), number({ exclusiveMinimum: 0 })),
      want: [],
    },
    { name: 'more elements are allowed', given: minor(list({ maxItems: 1 }), list({ maxItems: 3 })), want: [] },
  ],
};
