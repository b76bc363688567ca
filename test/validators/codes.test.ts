import { Decimal, defineEvent, Id64, modelOf, publish, Type } from '@sluice/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Loaded, load } from './load.js';

const about = { description: 'x' };
const line = Type.Object(
  {
    articleId: Type.Integer({ ...about, renamedFrom: ['sku'] }),
    price: Decimal(10, 2, about),
    exact: Type.Optional(Decimal(20, 4, about)),
    id: Type.Optional(Id64(about)),
    kind: Type.Optional(Type.Union([Type.Literal('gift'), Type.Literal('sale')], about)),
  },
  about,
);
const order = defineEvent({
  name: 'order',
  version: '1.0',
  owner: 'o',
  description: 'd',
  unknownProperties: 'reject',
  properties: { lines: Type.Array(line, about), byShop: Type.Optional(Type.Record(Type.String(), line, about)) },
});

/** What stands in the second line of the order, and what is said of it. */
const cases: { name: string; given: string; want: readonly (readonly [code: string, path: string])[] }[] = [
  {
    name: 'two names that differ',
    given: '"articleId":1,"sku":2,"price":1',
    want: [['rename-conflict', '/articleId']],
  },
  { name: 'an unknown property', given: '"articleId":1,"price":1,"colour":1', want: [['unknown-property', '/colour']] },
  {
    name: 'an unsafe integer',
    given: '"articleId":9007199254740993,"price":1',
    want: [['unsafe-integer', '/articleId']],
  },
  { name: 'one under its old name', given: '"sku":-9007199254740993,"price":1', want: [['unsafe-integer', '/sku']] },
  { name: 'a number beyond all doubles', given: '"sku":1e999,"price":1', want: [['number-range', '/sku']] },
  { name: 'too many decimals', given: '"articleId":1,"price":19.999', want: [['decimal-scale', '/price']] },
  {
    name: 'too many decimals, as a text',
    given: '"articleId":1,"price":"19.990"',
    want: [['decimal-scale', '/price']],
  },
  { name: 'too many digits', given: '"articleId":1,"price":123456789', want: [['decimal-precision', '/price']] },
  { name: 'an exponent', given: '"articleId":1,"price":"1e2"', want: [['decimal', '/price']] },
  {
    name: 'a number where only texts are exact',
    given: '"articleId":1,"price":1,"exact":1.5',
    want: [['type', '/exact']],
  },
  {
    name: 'an id beyond 64 bits',
    given: '"articleId":1,"price":1,"id":"9223372036854775808"',
    want: [['int64-range', '/id']],
  },
  {
    name: 'everything at once',
    given: '"articleId":1.5,"price":0.001,"kind":"gifts","x/y~z":1',
    want: [
      ['type', '/articleId'],
      ['decimal-scale', '/price'],
      ['enum', '/kind'],
      ['unknown-property', '/x~1y~0z'],
    ],
  },
];

describe('errors have a code of their own and a JSON pointer', () => {
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await load(modelOf(publish([order])));
  });
  const judged = (text: string) => {
    const judgement = loaded.judge(loaded.contract, 'order', JSON.parse(text));
    return judgement.ok ? [] : judgement.errors.map(({ code, path }) => [code, path]);
  };
  const good = '{"articleId":1,"price":1}';

  it.each(cases)('$name', ({ given, want }) => {
    const below = (way: string) => want.map(([code, path]) => [code, way + path]);
    expect(judged(`{"lines":[${good},{${given}}]}`)).toEqual(below('/lines/1'));
    expect(judged(`{"lines":[],"byShop":{"a/b":{${given}}}}`)).toEqual(below('/byShop/a~1b'));
  });

  it.each([
    ['near', 'prices', '"prices" is not allowed here. Did you mean "price"?'],
    ['far', 'colour', '"colour" is not allowed here.'],
  ])('and name what is %s', (_, key, want) => {
    const body = { lines: [{ articleId: 1, price: 1, [key]: 2 }] };
    const judgement = loaded.judge(loaded.contract, 'order', body);
    expect(judgement.ok ? [] : judgement.errors.map(({ message }) => message)).toEqual([want]);
  });
});
