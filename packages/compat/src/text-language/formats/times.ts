import type { Format } from './format.js';

const day28 = '(?:0[1-9]|1\\d|2[0-8])';
const leapYear = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)';
/** The years of `Timestamp` and `Date_`, and those among them in which no offset leads out of them. */
const year = '(?:000[1-9]|00[1-9]\\d|0[1-9]\\d\\d|[1-9]\\d{3})';
const innerYear = '(?:000[2-9]|00[1-9]\\d|0[1-9]\\d\\d|[1-8]\\d{3}|9[0-8]\\d\\d|99[0-8]\\d|999[0-8])';
const daysOf = (years: string): string =>
  [
    `${years}-(?:0[1-9]|1[0-2])-${day28}`,
    `${years}-(?:0[13-9]|1[0-2])-(?:29|30)`,
    `${years}-(?:0[13578]|1[02])-31`,
    `${leapYear}-02-29`,
  ].join('|');
const day = daysOf(year);
const inUtc = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?';
const clock = `${inUtc}(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)`;
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
    surely: `^(?:(?:${daysOf(innerYear)})T${clock}|(?:${day})T${inUtc}Z)$`,
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
