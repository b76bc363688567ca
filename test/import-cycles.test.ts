import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What every file imports of its own package, by path from the root: types too, and what is loaded later. */
type Graph = ReadonlyMap<string, readonly string[]>;

const importOfFile = /\b(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
    .filter((file) => file.endsWith('.ts') && !/\.(?:test|d)\.ts$/.test(file))
    .filter((file) => !/\/(?:node_modules|dist|lib|golden)\//.test(file));
}

function graphOf(files: readonly string[], read: (file: string) => string): Graph {
  const known = new Set(files);
  const importsOf = (file: string) =>
    [...read(file).matchAll(importOfFile)]
      .map(([, specifier = '']) => path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, '.ts'))
      .filter((target) => known.has(target));
  return new Map(files.map((file) => [file, importsOf(file)]));
}

/** Groups of files that import each other, each sorted (Tarjan's strongly connected components). */
function circlesIn(graph: Graph): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    const at = order.size;
    order.set(file, at);
    let low = at;
    open.push(file);
    for (const target of graph.get(file) ?? []) {
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (open.includes(target)) low = Math.min(low, order.get(target) ?? at);
    }
    lowest.set(file, low);
    if (low < at) return low;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1 || graph.get(file)?.includes(file)) circles.push(circle.sort());
    return low;
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return circles;
}

describe('imports among the files of a package', () => {
  const folders = [...readdirSync(path.join(root, 'packages')).map((name) => `packages/${name}/src`), 'generators'];
  it.each(folders)('%s goes in no circle', (folder) => {
    const files = sourcesIn(folder);
    expect(files.length).toBeGreaterThan(0);
    expect(circlesIn(graphOf(files, (file) => readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
  });

  const cases = [
    {
      name: 'a line is none',
      files: { a: "import './b.js';", b: "import type { C } from './c.js';", c: '' },
      want: [],
    },
    {
      name: 'types count',
      files: { a: "import type { B } from './b.js';", b: "export type { A } from './a.js';" },
      want: [['x/a.ts', 'x/b.ts']],
    },
    {
      name: 'what is loaded later counts',
      files: { a: "import { b } from './b.js';", b: "const load = () => import('./a.js');" },
      want: [['x/a.ts', 'x/b.ts']],
    },
    {
      name: 'two circles are two, and what leads to them is in none',
      files: {
        a: "import './b.js';",
        b: "import './c.js';",
        c: "import './b.js'; import './d.js';",
        d: "import { type E } from './e.js';",
        e: "export * from './f.js';",
        f: "import './d.js';",
      },
      want: [
        ['x/d.ts', 'x/e.ts', 'x/f.ts'],
        ['x/b.ts', 'x/c.ts'],
      ],
    },
  ];
  it.each(cases)('$name', ({ files, want }) => {
    const texts = new Map(Object.entries(files).map(([name, text]) => [`x/${name}.ts`, text]));
    expect(circlesIn(graphOf([...texts.keys()], (file) => texts.get(file) ?? ''))).toEqual(want);
  });
});
