import { describe, expect, test } from 'vitest';
import { changeCases } from '../../../test/changes.js';
import { dialectScripts, evolutionsAsText } from '../../../test/dialect-output.js';
import { spark } from './index.js';

const golden = new URL('golden/', import.meta.url).pathname;

describe.each(dialectScripts(spark))('$file', ({ file, content }) => {
  test('is as written down', async () => {
    await expect(content).toMatchFileSnapshot(`${golden}${file}`);
  });
});

test('every change of a table is answered as written down', async () => {
  await expect(evolutionsAsText(spark, changeCases)).toMatchFileSnapshot(`${golden}evolve.txt`);
});
