import type { UnknownProperties } from '@sluice/contract';
import { policyOf } from '../contract/policy-change.js';
import { forConsumers } from './observe.js';
import type { Rule } from './rule.js';

/** What becomes of a field that nobody declared. */
const effects: { readonly [P in UnknownProperties]: string } = {
  capture: 'they are kept in _extra',
  strip: 'they are dropped',
  reject: 'an event with one is refused',
};

/** A version treats fields that it does not declare in another way than the one before. */
export const unknownPropertiesChanged: Rule<'unknown-properties-changed'> = {
  id: 'unknown-properties-changed',
  summary: 'Fields that a version does not declare are treated in another way.',
  why: 'An app that sends a field more than is declared was heard so far: its values, or its events, would go.',
  fix: 'Before this version is published, look into _extra which fields apps send, and declare those that are wanted: strip keeps nothing of the others, and reject sends the whole event to the dead letters. Where that is meant, nothing else has to be done.',
  kind: 'unknown-properties-changed',
  severity: { consumer: 'warning' },
  bump: 'minor',
  judge({ event, from, after, policy }) {
    if (policy === 'capture') return [];
    const was = effects[policyOf(from)];
    return [
      forConsumers(
        `Fields that ${event} ${after.version} does not declare: ${effects[policy]}. In ${from.version} ${was}.`,
      ),
    ];
  },
};
