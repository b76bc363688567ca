import { beforeAll, describe, expect, test } from 'vitest';
import { emitSdk } from './emit.js';
import { compileAll } from './test/compile.js';
import { shop } from './test/shop.js';

const client = '@sluice/sdk';
const prelude = `import { createClient } from '${client}';
import { banner, checkoutCompleted, deleteEvent, everything, purchase, type Events } from './sdk/index.js';
export const client = createClient<Events>({ url: 'https://collect.example.com' });
export const used = [banner, checkoutCompleted, deleteEvent, everything, purchase];
declare const whole: Events['everything'];
`;

const good = [
  'purchase(client, { productId: 1, amount: 35.79 })',
  "purchase(client, { itemId: 1, amount: '35.79' })",
  'purchase(client, { itemId: 1, productId: 1, amount: 1 })',
  "purchase(client, { productId: 1, amount: 1, userId: 7, sessionId: 's', timestamp: 5, eventId: 'id', context: { app: 'x' } })",
  'const id: string = checkoutCompleted(client, { productId: 1, amount: 1, checkoutStep: 2 }); export { id }',
  "banner(client, { bannerId: 1, action: 'click' })",
  "banner(client, { bannerId: 1, type: 'click', position: 'top' })",
  'deleteEvent(client, {})',
  'everything(client, whole)',
  "everything(client, { ...whole, items: [{ code: 'x' }, { sku: 'x', grades: ['a'] }] as const })",
  "everything(client, { ...whole, anything: null, labels: { a: ['b'] }, open: { any: 1 } })",
  "everything(client, { ...whole, price: 1.5, bigger: '9223372036854775807', choice: \"it's\" })",
  "client.track('purchase', { productId: 1, amount: 1 })",
  "client.track('banner', { bannerId: 1, type: 'view' })",
  'purchase({ send: (event, version, props) => event + version + String(props) }, { productId: 1, amount: 1 })',
];

const bad = [
  { call: "purchase(client, { productId: '1', amount: 1 })", want: ['TS2322'] },
  { call: 'purchase(client, { amount: 1 })', want: ['TS2345'] },
  { call: 'purchase(client, { productId: 1 })', want: ['TS2345'] },
  { call: "purchase(client, { itemId: '1', amount: 1 })", want: ['TS2322'] },
  { call: 'purchase(client, { productId: 1, amount: 1, colour: 2 })', want: ['TS2353'] },
  { call: 'purchase(client, { productId: 1, amount: 1, event: "view" })', want: ['TS2561'] },
  { call: 'purchase(client, { productId: 1, amount: 1, userId: "7" })', want: ['TS2322'] },
  { call: 'purchase({ productId: 1, amount: 1 })', want: ['TS2554'] },
  { call: "banner(client, { bannerId: 1, action: 'hover' })", want: ['TS2322'] },
  { call: "banner(client, { bannerId: 1, type: 'hover' })", want: ['TS2322'] },
  { call: 'banner(client, { bannerId: 1 })', want: ['TS2345'] },
  { call: 'everything(client, { ...whole, exact: 1 })', want: ['TS2322'] },
  { call: 'everything(client, { ...whole, bigger: 1 })', want: ['TS2322'] },
  { call: 'everything(client, { ...whole, items: [{}] })', want: ['TS2322'] },
  { call: "client.track('purchases', {})", want: ['TS2345'] },
  { call: "client.track('banner', { bannerId: 1 })", want: ['TS2345'] },
];

let errors: ReadonlyMap<string, string[]>;
beforeAll(() => {
  errors = compileAll(emitSdk(shop), [...good, ...bad.map(({ call }) => call)].map(source));
});

test('the generated files themselves compile', () => expect(errors.get('elsewhere')).toBeUndefined());
describe('good calls', () => test.each(good)('%s', (call) => expect(errors.get(source(call))).toEqual([])));
describe('bad calls', () =>
  test.each(bad)('$call', ({ call, want }) => expect(errors.get(source(call))).toEqual(want)));

function source(call: string): string {
  return `${prelude}${call};`;
}
