import { overlap } from './formats.js';
import type { ConfigProblem, Shape } from './shape.js';

/** What a name or folder of the author's own clashes with in Sluice, as the end of a sentence; undefined where with nothing. */
export function clashWithBuiltIn(value: string, { taken = [], apartFrom = [] }: Shape): string | undefined {
  if (taken.includes(value)) return `is '${value}', which Sluice uses itself. Choose another id, like 'my-${value}'`;
  const other = apartFrom.find((folder) => overlap(folder, value));
  if (other === undefined) return undefined;
  const free = `own/${value.split('/').at(-1)}`;
  return `is '${value}', which overlaps the folder '${other}' of Sluice. Choose another folder, like '${free}'`;
}

/** Objects of a list that have a name in common, or of which one's folder lies in another's. */
export function clashes(values: readonly unknown[], member: string, path: string): ConfigProblem[] {
  const given = values.flatMap((value, index) => {
    const own = memberOf(value, member);
    return typeof own === 'string' ? [{ own, index }] : [];
  });
  const isFolder = member === 'folder';
  const collide = isFolder ? overlap : (one: string, other: string) => one === other;
  return given.flatMap(({ own, index }, at) => {
    const earlier = given.slice(0, at).find((one) => collide(one.own, own));
    if (!earlier) return [];
    const other = `${path}[${earlier.index}].${member} ('${earlier.own}')`;
    const message = isFolder
      ? `is '${own}', which overlaps ${other}. Give each a folder of its own`
      : `is '${own}', as is ${other}. Give each a name of its own`;
    return [{ path: `${path}[${index}].${member}`, message }];
  });
}

function memberOf(value: unknown, member: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as { readonly [key: string]: unknown })[member]
    : undefined;
}
