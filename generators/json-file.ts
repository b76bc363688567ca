import type { GeneratedFile } from './target.js';

/** The object that a file holds as JSON; undefined for any other file. */
export function documentIn({ path, content }: GeneratedFile): { readonly [key: string]: unknown } | undefined {
  if (!path.endsWith('.json')) return undefined;
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
