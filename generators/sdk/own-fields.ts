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

/** Every name that a field may be sent under, the present one first. */
export function namesOf({ name, renamedFrom }: Pick<Field, 'name' | 'renamedFrom'>): readonly string[] {
  return [name, ...renamedFrom];
}

/** Whether a value sent for the one could be read as the other: they have a name in common. */
export function shareName(one: Field, other: Field): boolean {
  const names = namesOf(other);
  return namesOf(one).some((name) => names.includes(name));
}
