import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { emitSdk } from './emit.js';
import { errorsOf, expectedIn, projectOf, settings } from './test/compile.js';
import { shop } from './test/shop.js';

const calls = readFileSync(new URL('test/calls.txt', import.meta.url), 'utf8');
/** In TypeScript the types stand in the code, in JavaScript in comments. */
const typed = calls
  .replace('createClient({', "createClient<import('./sdk/index.js').Events>({")
  .replace('const whole =', "const whole: import('./sdk/index.js').Events['everything'] =");
const generated = emitSdk(shop);
const places = (errors: readonly string[]) => errors.map((error) => error.split(' ', 2).join(' '));

describe.each(Object.entries(settings))('in a project that is %s', (_, options) => {
  const project = projectOf(generated, { '/app/calls.ts': typed, '/app/script.js': calls }, options);

  test('the generated files compile', () => {
    expect(generated.flatMap(({ path }) => errorsOf(project, `/app/${path}`))).toEqual([]);
  });
  test.each(['/app/calls.ts', '/app/script.js'])('%s has exactly the errors that its comments say', (file) => {
    const errors = errorsOf(project, file);
    expect(places(errors)).toEqual(expectedIn(calls));
    expect(errors.filter((error) => error.length > 700 || error.split('\n').length > 5)).toEqual([]);
  });
});
