import type { Identity, WireEvent } from './types.js';

/** What the client itself puts on an event. */
export interface Head {
  readonly eventId: string;
  readonly event: string;
  readonly version: string | undefined;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
}

/**
 * One flat event: the client's own fields, then the identity's, then those of the call. The call wins over the identity,
 * an undefined value wins over nothing, and nobody overrides the name and the version of a generated function.
 */
export function wireEventOf(head: Head, identity: Identity, props: object): WireEvent {
  const own = defined(head);
  const given: { context?: unknown } = defined(props);
  const context = joinedContext(identity.context, given.context);
  return { ...own, ...defined(identity), ...given, ...context, ...fixed(own) } as WireEvent;
}

/** The identity after one more call of `identify`; its `context` grows key by key. */
export function identityAfter(before: Identity, change: Identity): Identity {
  return { ...defined({ ...before, ...change }), ...joinedContext(before.context, change.context) };
}

function joinedContext(common: unknown, given: unknown): object {
  return common && isObject(given) ? { context: { ...common, ...given } } : {};
}

function fixed({ event, version }: Head): object {
  return defined({ event, version });
}

/** A copy without the fields whose value is undefined. */
export function defined<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
