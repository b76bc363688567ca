import path from 'node:path';

/** The JSON Schema Test Suite, as the compatibility engine is tested with. */
export const suiteFolder: string = path.resolve(
  import.meta.dirname,
  '../../packages/compat/test/data/json-schema-test-suite/tests',
);
