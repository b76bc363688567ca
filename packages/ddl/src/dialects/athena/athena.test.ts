import { describe, expect, test } from 'vitest';
import { changeCases } from '../../../test/changes.js';
import { dialectScripts, evolutionsAsText } from '../../../test/dialect-output.js';
import { athena } from './index.js';

const golden = new URL('golden/', import.meta.url).pathname;

describe.each(dialectScripts(athena))('$file', ({ file, content }) => {
  test('is as written down', async () => {
    await expect(content).toMatchFileSnapshot(`${golden}${file}`);
  });
});

test('every change of a table is answered as written down', async () => {
  await expect(evolutionsAsText(athena, changeCases)).toMatchFileSnapshot(`${golden}evolve.txt`);
});
