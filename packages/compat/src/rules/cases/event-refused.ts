import { type ContractModel, Type } from '@sluice/contract';
import { contractOf, major, minor } from '../../testing/contracts.js';
import { eventRefused } from '../event-refused.js';
import { type Cases, rejected } from './case.js';

const code = (options: object) => ({ code: Type.Optional(Type.String({ maxLength: 3, ...options })) });
const first = { version: '1.0', properties: code({}) };

/** A default that its own field refuses; definitions cannot say so, a registry edited by hand can. */
function withDefault(versions: readonly string[], value: string): ContractModel {
  const added = versions.map((version) => ({ version, properties: code({ default: 'abc' }) }));
  const head = structuredClone(contractOf([first, ...added]));
  for (const { document } of head.events[0]?.versions ?? []) {
    const field = document.properties?.code;
    if (field?.default !== undefined) field.default = value;
  }
  return head;
}

/** Cases of event-refused. */
export const eventRefusedCases: Cases = {
  rule: eventRefused,
  breaking: [
    {
      name: 'a default that the field itself refuses',
      given: { base: contractOf([first]), head: withDefault(['1.1'], 'abcd') },
      want: [rejected('', {})],
    },
  ],
  allowed: [
    {
      name: 'a default that the field takes',
      given: { base: contractOf([first]), head: withDefault(['1.1'], 'ab') },
      want: [],
    },
    {
      name: 'the same in a major version',
      given: { base: contractOf([first]), head: withDefault(['2.0'], 'abcd') },
      want: [{ ...rejected('', {}), severity: 'info' }],
    },
    { name: 'what a single change shows already', given: minor(code({}), code({ maxLength: 2 })), want: [] },
    { name: 'a break that somebody decided on', given: major(code({}), code({ maxLength: 2 })), want: [] },
  ],
};
