import { forConsumers, nameAt } from './observe.js';
import type { Rule } from './rule.js';

/** A required field that one may now leave out. Nothing is refused; readers may miss it. */
export const fieldMadeOptional: Rule<'field-made-optional'> = {
  id: 'field-made-optional',
  summary: 'A field that every event had can be left out.',
  why: 'Readers that count on the field meet events without it.',
  fix: 'Tell the readers, or keep it required.',
  kind: 'field-made-optional',
  severity: { consumer: 'warning' },
  bump: 'minor',
  judge(change, context) {
    return [forConsumers(`${nameAt(change)} is required in ${context.from} and may be missing in ${context.to}.`)];
  },
};
