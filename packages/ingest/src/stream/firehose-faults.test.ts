import { describe, expect, it } from 'vitest';
import { seeded } from '../testing/contract.js';
import { faultsAtRandom } from './firehose-faults.js';

describe('faults at random', () => {
  const run = (share: number) => {
    const plan = faultsAtRandom(seeded(7), share);
    return Array.from({ length: 200 }, (_, index) => plan({ index, operation: 'PutRecordBatch', records: 3 }));
  };

  it('follow from the numbers they are given', () => {
    expect(run(0.5)).toEqual(run(0.5));
  });

  it('are of every kind that comes to an end by itself', () => {
    const kinds = new Set(run(0.5).map((fault) => fault?.kind));
    expect([...kinds].sort()).toEqual(['cut', 'error', 'garbage', 'partial', 'slow', 'throttle', undefined]);
  });

  it('stay away where their share is nothing', () => {
    expect(run(0).filter((fault) => fault !== undefined)).toEqual([]);
  });
});
