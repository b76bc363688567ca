import type { Fuel } from './dfa.js';

/** The states that n steps lead to, for every n: from `from` on they repeat with the period. */
export interface Layers {
  readonly layers: readonly (readonly number[])[];
  readonly from: number;
  /** Infinity if the layers end before they repeat. */
  readonly period: number;
}

/** Follows all edges at once, step by step, up to `last` steps or the first repetition; undefined if the fuel runs out. */
export function layersOf(
  first: readonly number[],
  neighbours: readonly (readonly number[])[],
  last: number,
  fuel: Fuel,
): Layers | undefined {
  const layers: (readonly number[])[] = [];
  const seen = new Map<string, number>();
  for (let layer = first; layers.length <= last; layer = stepFrom(layer, neighbours)) {
    const from = seen.get(layer.join());
    if (from !== undefined) return { layers, from, period: layers.length - from };
    if (fuel.left <= 0) return undefined;
    fuel.left -= 1 + layer.length;
    seen.set(layer.join(), layers.length);
    layers.push(layer);
  }
  return { layers, from: 0, period: Number.POSITIVE_INFINITY };
}

function stepFrom(layer: readonly number[], neighbours: readonly (readonly number[])[]): number[] {
  const next = new Set<number>();
  for (const state of layer) for (const neighbour of neighbours[state] ?? []) next.add(neighbour);
  return [...next].sort((a, b) => a - b);
}

/** The states that n steps lead to; n must not go beyond layers that do not repeat. */
export function layerAt({ layers, from, period }: Layers, n: number): readonly number[] {
  return layers[n < layers.length ? n : from + ((n - from) % period)] ?? [];
}
