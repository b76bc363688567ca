import { epochOf, FIRST_MILLI, LAST_MILLI } from './dates.js';

const pad = (length: number, width: number): readonly string[] =>
  Array.from({ length }, (_, i) => String(i).padStart(width, '0'));
const SECONDS = pad(60, 2).map((second) => `${second}.`);
const MILLIS = pad(1000, 3).map((milli) => `${milli}"`);

/** The last few minutes that were written: events of one batch share them. */
const SLOTS = 64;
const minutes = new Float64Array(SLOTS).fill(Number.NaN);
const texts: string[] = new Array(SLOTS).fill('');

function minuteText(minute: number): string {
  const slot = ((minute % SLOTS) + SLOTS) % SLOTS;
  if (minutes[slot] !== minute) {
    const iso = new Date(minute * 60_000).toISOString();
    minutes[slot] = minute;
    texts[slot] = `"${iso.slice(0, 10)} ${iso.slice(11, 17)}`;
  }
  return texts[slot] as string;
}

/** Epoch milliseconds as a quoted UTC text `"YYYY-MM-DD HH:MM:SS.SSS"`, at most the first or last of the years 1 to 9999. */
export function at(ms: number): string {
  const whole = Math.min(LAST_MILLI, Math.max(FIRST_MILLI, Math.floor(ms)));
  const minute = Math.floor(whole / 60_000);
  const rest = whole - minute * 60_000;
  const second = (rest / 1000) | 0;
  return minuteText(minute) + SECONDS[second] + MILLIS[rest - second * 1000];
}

/** A checked RFC 3339 text as a quoted UTC text `"YYYY-MM-DD HH:MM:SS.SSS"`; finer fractions are cut. */
export function atText(text: string): string {
  return at(epochOf(text));
}
