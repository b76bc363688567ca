import { describe, expect, it } from 'vitest';
import { eventLine, textOfLine } from './event-line.js';

describe('eventLine', () => {
  const cases = [
    { name: 'nothing to add', given: ['{"a":1}', ''], want: '{"a":1}\n' },
    { name: 'an empty object', given: ['{ }', '"event":"login"'], want: '{"event":"login"}\n' },
    {
      name: 'additions come first, digits stay',
      given: ['{"amount":35.790}', '"event":"purchase","receivedAt":5'],
      want: '{"event":"purchase","receivedAt":5,"amount":35.790}\n',
    },
    { name: 'pretty printed', given: ['{\r\n  "a": "x\\n"\n}', ''], want: '{"a": "x\\n" }\n' },
  ] as const;
  it.each(cases)('$name', ({ given: [text, additions], want }) => {
    expect(textOfLine(eventLine(text, additions))).toBe(want);
  });
});
