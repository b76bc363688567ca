/** Bounds of a number. */
export interface NumberBounds {
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly exclusiveMaximum?: number | undefined;
  readonly multipleOf?: number | undefined;
}

/** The preferred number, moved into the bounds; the next one where `nth` have been taken already. */
export function sampleNumber(bounds: NumberBounds, preferred: number, nth = 0): number {
  const { multipleOf: step } = bounds;
  const low = Math.max(bounds.minimum ?? Number.NEGATIVE_INFINITY, bounds.exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
  const high = Math.min(
    bounds.maximum ?? Number.POSITIVE_INFINITY,
    bounds.exclusiveMaximum ?? Number.POSITIVE_INFINITY,
  );
  const wanted = Math.min(high, Math.max(low, preferred));
  if (step === undefined) return between(wanted, low, high, bounds) + nth;
  const lowest = ceiling(low, step) + (ceiling(low, step) === bounds.exclusiveMinimum ? step : 0);
  const highest = -ceiling(-high, step) - (-ceiling(-high, step) === bounds.exclusiveMaximum ? step : 0);
  return Math.min(highest, Math.max(lowest, ceiling(wanted, step) + nth * step)) + 0;
}

function ceiling(value: number, step: number): number {
  return Number.isFinite(value) ? Math.ceil(value / step) * step : value;
}

/** Off the bounds that are open. */
function between(wanted: number, low: number, high: number, bounds: NumberBounds): number {
  if (wanted === bounds.exclusiveMinimum) return Number.isFinite(high) ? (low + high) / 2 : wanted + 1;
  if (wanted === bounds.exclusiveMaximum) return Number.isFinite(low) ? (low + high) / 2 : wanted - 1;
  return wanted;
}
