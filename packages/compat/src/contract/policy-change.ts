import type { EventVersion, UnknownProperties } from '@sluice/contract';
import type { UnknownPropertiesChanged } from './contract-change.js';

/** What a version does with fields that it does not declare. */
export function policyOf({ document }: EventVersion): UnknownProperties {
  return document['x-sluice'].unknownProperties ?? 'capture';
}

/** The change of that between two versions of an event; none where it is the same. */
export function policyChange(event: string, from: EventVersion, after: EventVersion): UnknownPropertiesChanged[] {
  const policy = policyOf(after);
  return policyOf(from) === policy ? [] : [{ kind: 'unknown-properties-changed', event, from, after, policy }];
}
