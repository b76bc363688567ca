import type { Format } from './format.js';

const day28 = '(?:0[1-9]|1\\d|2[0-8])';
const leapYear = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const day = [
  `\\d{4}-(?:0[1-9]|1[0-2])-${day28}`,
  '\\d{4}-(?:0[13-9]|1[0-2])-(?:29|30)',
  '\\d{4}-(?:0[13578]|1[02])-31',
  `${leapYear}-02-29`,
].join('|');
const clock = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)';
const looseClock = '\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:[zZ]|[+-]\\d\\d(?::?\\d\\d)?)';
const rfc3339 = 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6';

/** Dates, times and durations. Leap seconds, lower-case letters and short offsets are where validators differ. */
export const timeFormats: readonly Format[] = [
  {
    id: 'date',
    source: rfc3339,
    members: ['2026-01-31', '2024-02-29', '1970-01-01', '9999-12-31'],
    others: ['', '2026-02-30', 'x'],
    surely: `^(?:${day})$`,
    possibly: `^(?:${day})$`,
  },
  {
    id: 'time',
    source: rfc3339,
    members: ['10:00:00Z', '23:59:59.5Z', '10:00:00+02:00'],
    others: ['', '25:00:00Z', 'x'],
    surely: `^${clock}$`,
    possibly: `^${looseClock}$`,
  },
  {
    id: 'date-time',
    source: rfc3339,
    members: ['2026-01-31T10:00:00Z', '2026-01-31T10:00:00.123Z', '2024-02-29T10:00:00+02:00'],
    others: ['', '2026-01-31', 'x'],
    surely: `^(?:${day})T${clock}$`,
    possibly: `^(?:${day})[tT\\s]${looseClock}$`,
  },
  {
    id: 'duration',
    source: 'https://www.rfc-editor.org/rfc/rfc3339#appendix-A',
    members: ['P1D', 'PT1H', 'P1W', 'P1Y2M3D'],
    others: ['', 'P', 'x'],
    surely:
      '^P(?:\\d+W|\\d+Y|\\d+M|\\d+D|\\d+Y\\d+M(?:\\d+D)?|\\d+M\\d+D|(?:\\d+D)?T(?:\\d+H(?:\\d+M(?:\\d+S)?)?|\\d+M(?:\\d+S)?|\\d+S))$',
    possibly: '^[+-]?P[\\d.,YMWDTHS]+$',
  },
];
