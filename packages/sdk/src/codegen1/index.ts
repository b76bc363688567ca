import type { Identified } from './types.js';

export type { EventMap, RenamedTo } from './types.js';

/**
 * What a generated event function needs of a client. Fixed for as long as `codegen1` exists, so that functions generated
 * long ago keep working with every later client. `Known` are the common fields that its identity gives.
 */
export interface EventSender<Known extends string = never> extends Identified<Known> {
  /**
   * Queues one event and returns its `eventId`. Never throws and never waits. `version` is the contract version the
   * properties were typed against.
   */
  send(event: string, version: string | undefined, props: object): string;
}

/**
 * Queues one event of a literal name and version; the whole body of a generated event function, which has checked `props`:
 * the compiler is not made to do it again.
 */
export function send(client: EventSender, event: string, version: string, props: unknown): string {
  return client.send(event, version, props as object);
}

/**
 * A copy of `props` in which each old name that the sent event does not know is replaced by its new one
 * (`{ oldName: 'newName' }`). A value already there under the new name wins.
 */
export function rename(props: unknown, newNames: Readonly<Record<string, string>>): object {
  const entries = Object.entries(props as object).map(([name, value]) =>
    Object.hasOwn(newNames, name) ? ([newNames[name] ?? name, value, 0] as const) : ([name, value, 1] as const),
  );
  return Object.fromEntries(entries.sort((a, b) => a[2] - b[2]));
}
