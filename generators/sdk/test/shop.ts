import type { ContractModel } from '@sluice/contract';
import { family, field, model, version } from './model.js';

const productId = field(
  'productId',
  { kind: 'int64', wire: 'number' },
  { renamedFrom: ['itemId'], examples: [44600062] },
);
const amount = field(
  'amount',
  { kind: 'decimal', precision: 10, scale: 2 },
  { description: 'What was paid, tax included.' },
);
const legacy = { since: '1.1', replacedBy: 'amount', removeAfter: '2027-06-30' };

/** A small contract that shows everything the emitter does: every logical type, every kind of rename and deprecation. */
export const shop: ContractModel = model(
  family([
    version('banner', '1.0', [field('type', { kind: 'enum', values: ['click', 'view'] })]),
    version('banner', '1.1', [
      field('bannerId', { kind: 'int32' }),
      field('action', { kind: 'enum', values: ['click', 'view'] }, { renamedFrom: ['type'] }),
      field('place', { kind: 'string' }, { required: false, renamedFrom: ['position'] }),
    ]),
  ]),
  family(
    [
      version('checkout_completed', '2.0', [
        { ...productId, renamedFrom: [] },
        amount,
        field('checkoutStep', { kind: 'int32' }, { required: false }),
      ]),
    ],
    [
      { event: 'purchase', dualSent: false },
      { event: 'buy', dualSent: false },
    ],
  ),
  family([
    version('everything', '1.0', [
      field('yes', { kind: 'boolean' }),
      field('small', { kind: 'int32' }),
      field('big', { kind: 'int64', wire: 'number' }),
      field('bigger', { kind: 'int64', wire: 'string' }),
      field('real', { kind: 'float64' }),
      field('price', { kind: 'decimal', precision: 15, scale: 2 }),
      field('exact', { kind: 'decimal', precision: 16, scale: 2 }),
      field('text', { kind: 'string', maxLength: 10 }),
      field('choice', { kind: 'enum', values: ["it's", 'a "quote"', 'line\nbreak\u2028'] }),
      field('id', { kind: 'uuid' }),
      field('day', { kind: 'date' }),
      field('at', { kind: 'timestamp', wire: 'rfc3339' }),
      field('atMillis', { kind: 'timestamp', wire: 'epochMillis' }),
      field('anything', { kind: 'json' }),
      field('labels', { kind: 'map', value: { kind: 'list', element: { kind: 'string' } } }),
      field('open', { kind: 'struct', fields: [] }, { required: false }),
      field('toString', { kind: 'string' }, { required: false }),
      field(
        'constructor',
        { kind: 'struct', fields: [field('valueOf', { kind: 'int32' }, { required: false })] },
        { required: false },
      ),
      field('items', {
        kind: 'list',
        element: {
          kind: 'struct',
          fields: [
            field('sku', { kind: 'string' }, { renamedFrom: ['code'] }),
            field('grades', { kind: 'list', element: { kind: 'enum', values: ['a', 'b'] } }, { required: false }),
          ],
        },
      }),
    ]),
  ]),
  family([
    version('delete', '1.0', [], {
      description: 'Hostile */ text();\r\n@deprecated by nobody\u2028{@link x} a@b.example `\u202e',
      owner: '*/ export const owned = 1; /*',
      requires: [],
      deprecated: { since: '1.0', replacedBy: 'everything', removeAfter: '2027-01-31' },
    }),
  ]),
  family([
    version('purchase', '1.0', [field('itemId', { kind: 'int64', wire: 'number' }), amount]),
    version('purchase', '1.1', [
      productId,
      amount,
      field('total', { kind: 'float64' }, { required: false, deprecated: legacy }),
    ]),
  ]),
);
