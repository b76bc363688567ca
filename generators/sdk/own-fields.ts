import { type ContractModel, type EventVersion, type Field, wireFields } from '@sluice/contract';

/** Envelope fields that the client fills in by itself. */
export const setByClient: ReadonlySet<string> = new Set([
  'eventId',
  'event',
  'version',
  'timestamp',
  'sentAt',
  'receivedAt',
]);

/** The fields that a version defines itself, as they may be sent: with every old name that is still accepted. */
export function ownFields(model: ContractModel, version: EventVersion): Field[] {
  const own = new Set(version.fields.map(({ name }) => name));
  return wireFields(model, version).filter(({ name }) => own.has(name));
}

/** Envelope fields that no caller gives: the functions, the client and the collector set them. */
const notGiven: ReadonlySet<string> = new Set(['event', 'version', 'sentAt', 'receivedAt']);

/** The newest envelope's fields that a call may give. */
export function givenFields({ envelopes }: ContractModel): readonly Field[] {
  return (envelopes.at(-1)?.fields ?? []).filter(({ name }) => !notGiven.has(name));
}

/** The names of {@link givenFields}. */
export function givenNames(model: ContractModel): readonly string[] {
  return givenFields(model).map(({ name }) => name);
}

/** Every name that a field may be sent under, the present one first. */
export function namesOf({ name, renamedFrom }: Pick<Field, 'name' | 'renamedFrom'>): readonly string[] {
  return [name, ...renamedFrom];
}

/** Whether a value sent for the one could be read as the other: they have a name in common. */
export function shareName(one: Field, other: Field): boolean {
  const names = namesOf(other);
  return namesOf(one).some((name) => names.includes(name));
}
