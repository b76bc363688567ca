import { type GeneratedFile, generatedMark } from '@sluice/generators';

/** The mark near the beginning of a file, behind whatever starts a comment there. */
const mark = new RegExp(`^(?:\\/\\/|--|#|<!--)? ?${generatedMark.replaceAll('.', '\\.')}`, 'im');

/** How many lines of a file are searched for the mark: a heading may stand before it. */
const headLines = 5;

/** Whether a file says near its beginning that it was generated, so that `generate` may remove it. */
export function hasMark({ content }: GeneratedFile): boolean {
  return mark.test(content.split('\n', headLines).join('\n'));
}

/** Whether a file is a published version, at the place where it belongs. */
export function isRegistryDocument({ path, content }: GeneratedFile): boolean {
  if (!path.endsWith('.json')) return false;
  const block = property(parsed(content), 'x-sluice');
  return path.endsWith(`/${property(block, 'event')}/${property(block, 'version')}.json`);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as { [name: string]: unknown })[name]
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
