import type { JsonValue } from '@sluice/contract';

/**
 * A value as YAML in blocks. Every text is written in double quotes as JSON does, which YAML reads alike (yaml.org/spec/1.2.2: 1.2 is
 * a superset of JSON), so no text is ever taken for a number, a date or a key. Keys are plain words.
 */
export function yaml(value: JsonValue, indent = ''): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      const [first = '', ...rest] = yaml(item, `${indent}  `);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  if (value === null || typeof value !== 'object') return [`${indent}${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (inner === undefined) return [];
    return isLeaf(inner)
      ? [`${indent}${key}: ${JSON.stringify(inner)}`]
      : [`${indent}${key}:`, ...yaml(inner, `${indent}  `)];
  });
}

function isLeaf(value: JsonValue): boolean {
  return value === null || typeof value !== 'object' || Object.keys(value).length === 0;
}
