import { type FaultPath, type Findings, type Key, note } from './faults.js';
import { DECIMAL_TEXT } from './numbers.js';

/** Notes why, if so, a text is no decimal of so many digits before and behind the point; `shown` is how a message repeats it. */
export function noteDecimal(
  [whole, scale]: readonly [whole: number, scale: number],
  text: string,
  shown: string,
  place: FaultPath | undefined,
  key: Key,
  found: Findings,
): void {
  const add = (code: string, message: string) => note(found, code, `${message}, found ${shown}.`, place, key);
  const parts = DECIMAL_TEXT.exec(text);
  if (!parts) {
    add('decimal', `Must be a decimal number in plain notation with at most ${scale} decimals`);
    return;
  }
  const digits = parts[1] ?? '';
  const decimals = parts[2]?.length ?? 0;
  if (decimals > scale) add('decimal-scale', `Must have at most ${scale} decimals`);
  if (digits !== '0' && digits.length > whole)
    add('decimal-precision', `Must have at most ${whole} digits before the point`);
}
