import { type AnySchema, Json, Type } from '@sluice/contract';
import { contractOf, major, minor } from '../../testing/contracts.js';
import { patternSlow } from '../pattern-slow.js';
import type { Cases, Expected } from './case.js';

type Properties = { readonly [name: string]: AnySchema };

const text = (options: object): Properties => ({ s: Type.Optional(Type.String(options)) });
const open = { x: Type.Optional(Type.Integer()) };
const refused = (path: string): Expected => ({ surface: 'ingest', severity: 'error', path, verdict: 'unknown' });
const warned = (path: string): Expected => ({ surface: 'ingest', severity: 'warning', path, verdict: 'compatible' });
const first = (properties: Properties) => ({ head: contractOf([{ version: '1.0', properties }]) });

/** Cases of pattern-slow. */
export const patternSlowCases: Cases = {
  rule: patternSlow,
  breaking: [
    {
      name: 'a repetition within a repetition',
      given: first(text({ pattern: '^(a+)+$', maxLength: 30 })),
      want: [refused('s')],
    },
    { name: 'the same in a new version', given: minor(open, text({ pattern: '^(a+)+$' })), want: [refused('s')] },
    {
      name: 'a search that starts again at every character, in texts of any length',
      given: first(text({ pattern: '\\s+$' })),
      want: [refused('s')],
    },
    {
      name: 'a look-around without a short maxLength',
      given: first(text({ pattern: '^(?!.*secret)[a-z]+$', maxLength: 257 })),
      want: [refused('s')],
    },
    {
      name: 'in a list of structs',
      given: first({
        l: Type.Array(Type.Object({ a: Type.String({ pattern: '(x+x+)+y', maxLength: 100, description: 'x' }) })),
      }),
      want: [refused('l[].a')],
    },
    {
      name: 'deep in a free field, as a value and as keys',
      given: first({
        j: Json({
          anyOf: [
            { type: 'object', properties: { d: { not: { pattern: '(a|a)*$' } } } },
            { patternProperties: { '^(\\w+)*$': {} } },
          ],
        }),
      }),
      want: [refused('j.d'), refused('j.*')],
    },
    {
      name: 'the same in a new major version',
      given: major(text({ pattern: '^(a+)+$' }), text({ pattern: '^(a+)+$' })),
      want: [warned('s'), refused('s')],
    },
    {
      name: 'published already, and taken over by a minor version',
      given: minor(text({ pattern: '^(a+)+$' }), { ...text({ pattern: '^(a+)+$' }), ...open }),
      want: [warned('s'), warned('s')],
    },
  ],
  allowed: [
    { name: 'one way to read each text', given: first(text({ pattern: '^[a-z]+(-[a-z]+)*$' })), want: [] },
    {
      name: 'a search in short texts',
      given: first(text({ pattern: '\\s+$', maxLength: 200 })),
      want: [],
    },
    {
      name: 'a back-reference in short texts',
      given: first(text({ pattern: '^(["\'])[a-z]*\\1$', maxLength: 256 })),
      want: [],
    },
    { name: 'a look-around of one character', given: first(text({ pattern: '^(?!-)[a-z-]+(?<!-)$' })), want: [] },
    {
      name: 'keys whose length is bounded',
      given: first({ j: Json({ patternProperties: { 'a.*z': {} }, propertyNames: { maxLength: 80 } }) }),
      want: [],
    },
    { name: 'an example that reads like a schema', given: first(text({ examples: ['(a+)+$'] })), want: [] },
  ],
};
