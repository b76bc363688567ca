import { STANDARD as atRunTime } from '@sluice/ingest/codegen1';
import { expect, it } from 'vitest';
import { STANDARD as generated } from '../../generators/ingest/table.js';

it('generator and run time mean the same by the names of standard values', () => {
  expect(generated).toEqual(atRunTime);
});
