import { expect, it } from 'vitest';
import { isDay } from './calendar.js';

it.each([
  ['2026-11-28', true],
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['2026-13-01', false],
  ['2026-00-01', false],
  ['2026-1-1', false],
  ['2026-11-28 ', false],
  ['2026-11-28T00:00:00Z', false],
  ['+002026-11-28', false],
  ['', false],
])('%j is a day of the calendar: %s', (text, want) => expect(isDay(text)).toBe(want));
