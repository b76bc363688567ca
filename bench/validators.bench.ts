import {
  Decimal,
  defineEnvelope,
  defineEvent,
  Enum,
  EpochMillis,
  Id64,
  Int32,
  modelOf,
  publish,
  Type,
  Uuid,
} from '@sluice/contract';
import { judge } from '@sluice/ingest';
import { faultsOf, isValid } from './hand-written.js';
import type { Benchmark } from './harness.js';
import { loadContract } from './load-contract.js';

const about = { description: 'x' };
const base = { version: '1.0', owner: 'bench', description: 'Benchmark.' };
const text = (maxLength: number) => Type.Optional(Type.String({ ...about, maxLength }));

const envelope = defineEnvelope({
  ...base,
  properties: {
    eventId: Type.Optional(Uuid(about)),
    timestamp: Type.Optional(EpochMillis(about)),
    userId: Type.Optional(Type.Integer(about)),
    context: Type.Optional(
      Type.Object(
        {
          sdk: text(60),
          page: text(2000),
          width: Type.Optional(Int32(about)),
          height: Type.Optional(Int32(about)),
          touch: Type.Optional(Type.Boolean(about)),
          language: text(20),
        },
        about,
      ),
    ),
  },
});

/** Eight fields and a nested context of six, as the hand-written validator knows them. */
const order = defineEvent({
  ...base,
  name: 'order_paid',
  requires: ['userId'],
  properties: {
    productId: Type.Integer(about),
    amount: Decimal(10, 2, about),
    categoryId: Type.Optional(Id64(about)),
    brand: text(100),
    currency: Type.String({ ...about, minLength: 3, maxLength: 3 }),
    channel: Enum(['web', 'app', 'shop'], about),
    orderId: Uuid(about),
    happenedAt: EpochMillis(about),
  },
});

function validEvents(count: number): { [name: string]: unknown }[] {
  return Array.from({ length: count }, (_, i) => ({
    eventId: `01924f5e-0000-7000-8000-${String(i).padStart(12, '0')}`,
    timestamp: 1_714_521_600_000 + i,
    userId: 512_000_000 + i,
    context: {
      sdk: 'sluice-web/1.0',
      page: '/sale/shoes',
      width: 1280,
      height: 720,
      touch: i % 2 === 0,
      language: 'de',
    },
    productId: 44_600_062 + i,
    amount: i % 2 === 0 ? (3579 + i * 100) / 100 : `${i}.50`,
    ...(i % 3 !== 0 && { categoryId: '2103807459595387724', brand: 'davidoff' }),
    currency: 'EUR',
    channel: ['web', 'app', 'shop'][i % 3],
    orderId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
    happenedAt: 1_714_521_500_000 + i,
  }));
}

/** Three faults each: one in a field, one in the context, one field missing. */
function invalidEvents(count: number): { [name: string]: unknown }[] {
  return validEvents(count).map(({ currency: _currency, ...event }) => ({
    ...event,
    amount: 1.005,
    context: { ...(event.context as object), width: 'wide' },
  }));
}

/** Generated validators against what a careful programmer would write by hand for the same event. */
export async function validatorBenchmarks(root: string): Promise<Benchmark[]> {
  const contract = await loadContract(modelOf(publish([envelope, order])), root);
  const version = contract.events.order_paid?.versions[0];
  if (!version) throw new Error('order_paid was not generated');
  const valid = validEvents(500);
  const invalid = invalidEvents(500);
  const common = { unit: 'events', units: 500 };
  return [
    {
      ...common,
      name: 'validators: valid',
      floor: 'hand-written checks',
      budget: 0.75,
      runFloor: () => count(valid, isValid, 500),
      runSubject: () => count(valid, (event) => version.check(event), 500),
    },
    {
      ...common,
      name: 'validators: first error',
      floor: 'hand-written checks',
      budget: 0.7,
      runFloor: () => count(invalid, isValid, 0),
      runSubject: () => count(invalid, (event) => version.check(event), 0),
    },
    {
      ...common,
      name: 'validators: all errors',
      floor: 'hand-written checks that tell them',
      budget: 0.65,
      runFloor: () => count(invalid, (event) => faultsOf(event).length === 3, 500),
      runSubject: () => count(invalid, (event) => threeErrors(judge(contract, 'order_paid', event)), 500),
    },
  ];
}

function threeErrors(judgement: ReturnType<typeof judge>): boolean {
  return !judgement.ok && judgement.errors.length === 3;
}

function count<T>(events: readonly T[], holds: (event: T) => boolean, wanted: number): number {
  let found = 0;
  for (const event of events) if (holds(event)) found++;
  if (found !== wanted) throw new Error(`${found} of ${events.length} events held, ${wanted} were to`);
  return found;
}
