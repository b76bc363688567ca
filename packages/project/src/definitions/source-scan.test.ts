import { describe, expect, it } from 'vitest';
import { lineOf, namesOn } from './source-scan.js';

const source = `import { defineEvent, Type } from '@sluice/contract';
// properties: { amount: 1 }
const shared = { brand: Type.String({ description: 'a { b', pattern: '^[/"]$' }) };
const slash = /[/'"]\\/'/u.test('x') ? 4 / 2 : 1;

export default defineEvent({
  name: 'cart',
  version: '1.1',
  renamedFrom: [{ event: 'basket', dualSent: false }],
  description: \`Two
lines.\`,
  properties: {
    /* amount: of old */
    amount: Type.Number({ description: 'amount: 1' }),
    'odd name': Type.String(),
    context: Type.Object({
      version: Type.String({
        description: 'App.',
      }),
    }),
    lines: Type.Array(
      Type.Object({
        price: Type.Number(),
        context: Type.Object({ deep: Type.String() }),
      }),
    ),
    ...shared,
  },
});
`;

describe('lineOf', () => {
  it.each([
    { name: 'a field', path: 'amount', want: 14 },
    { name: 'a field with a name in quotes', path: '["odd name"]', want: 15 },
    { name: 'a field of a struct', path: 'context.version', want: 17 },
    { name: 'a field of a struct in a list', path: 'lines[].price', want: 23 },
    { name: 'the deeper of two with one name', path: 'lines[].context.deep', want: 24 },
    { name: 'a field that is defined outside', path: 'brand', want: 3 },
    { name: 'what is gone from a struct', path: 'context.gone', want: 16 },
    { name: 'what is gone', path: 'gone', want: 8 },
    { name: 'the version as a whole', path: '', want: 8 },
  ])('finds $name', ({ path, want }) => {
    expect(lineOf(source, namesOn(path))).toBe(want);
  });

  it('gives the first line of what is no definition', () => {
    expect(lineOf('', ['amount'])).toBe(1);
  });
});

describe('namesOn', () => {
  it.each([
    { path: '', want: [] },
    { path: 'lines[].price', want: ['lines', 'price'] },
    { path: 'labels.*', want: ['labels'] },
    { path: 'a["b.\\"c[]"].*.d', want: ['a', 'b."c[]', 'd'] },
  ])('reads "$path"', ({ path, want }) => {
    expect(namesOn(path)).toEqual(want);
  });
});
