import { date, instant, uuid } from './formats.js';
import { bool, double, id64, int, long, millis, text } from './numbers.js';
import type { STANDARD } from './table.js';

/** The check of each standard value. */
export const STANDARD_CHECKS: { readonly [N in keyof typeof STANDARD]: (value: unknown) => boolean } = {
  any: () => true,
  bool,
  int,
  long,
  id64,
  double,
  text,
  uuid,
  date,
  instant,
  millis,
};
