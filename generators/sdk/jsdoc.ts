import type { Deprecation, JsonValue } from '@sluice/contract';

/** A doc comment before it is written: free text, and the tags that the emitter itself sets. */
export interface Doc {
  readonly text: readonly string[];
  readonly tags: readonly DocTag[];
}

/** One tag of a doc comment. */
export interface DocTag {
  readonly name: 'deprecated' | 'example' | 'returns' | 'since';
  readonly text: string;
}

/**
 * What a doc comment says, without its frame: paragraphs, an empty line, tags. Whatever the texts contain, they end no
 * comment and set no tag.
 */
export function docText({ text, tags }: Doc): string {
  const prose = text
    .map(harmless)
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
  const tagLines = tags.map(({ name, text }) => `@${name} ${harmless(text)}`).join('\n');
  return prose && tagLines ? `${prose}\n\n${tagLines}` : prose + tagLines;
}

/** A whole doc comment as source, newline-terminated; empty where there is nothing to say. */
export function docComment(doc: Doc): string {
  const text = docText(doc);
  if (!text.includes('\n')) return text && `/** ${text} */\n`;
  return `/**\n${text.replace(/^.*$/gm, (line) => ` * ${line}`.trimEnd())}\n */\n`;
}

/** The tag for something on its way out; `name` turns the replacement's name into what a caller writes. */
export function deprecatedTag(deprecated: Deprecation | undefined, name: (replacedBy: string) => string): DocTag[] {
  if (!deprecated) return [];
  const { since, replacedBy, removeAfter } = deprecated;
  const instead = replacedBy === undefined ? '' : `Use \`${name(replacedBy)}\`. `;
  return [{ name: 'deprecated', text: `${instead}Since ${since}, may be removed after ${removeAfter}.` }];
}

/** One tag for each example, as JSON. */
export function exampleTags(examples: readonly JsonValue[]): DocTag[] {
  return examples.map((example) => ({ name: 'example', text: JSON.stringify(example) }));
}

/** Ends no comment, starts no tag, and has no character that hides what stands there. */
function harmless(text: string): string {
  if (/^[\w ,.;:()'"-]*$/.test(text)) return text.trim();
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/\*\//g, '*\\/')
    .replace(/(?<![\w\\])@/g, '\\@')
    .trim();
}
