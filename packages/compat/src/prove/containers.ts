import type { JsonSchema } from '@sluice/contract';
import { pairFields } from '../changes/pair-fields.js';
import { aliasesOf, isRequired, keywordOf, mapValueOf, propertyOf } from '../changes/schema.js';
import { inside, mayBe, type Obstacle, obstacle, type Prover } from './prover.js';

function first<T>(items: readonly T[], find: (item: T) => Obstacle | undefined): Obstacle | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}

/** Fields fit one by one; a new field meets what the older schema let a map hold under that name. */
const properties: Prover = (before, after, prove) =>
  mayBe(before, 'object')
    ? first(pairFields(before, after).pairs, ({ name, was, before: old, after: now }) => {
        const source = old ?? mapValueOf(before);
        if (!source) return undefined;
        if (losesAlias(source, now, name) || competes(before, now, was)) return inside(name, obstacle('x-sluice'));
        return inside(name, prove(source, now));
      })
    : undefined;

function losesAlias(before: JsonSchema, after: JsonSchema, name: string): boolean {
  return aliasesOf(before).some((alias) => alias !== name && !aliasesOf(after).includes(alias));
}

/** Two fields of the older object that become one may disagree. */
function competes(before: JsonSchema, after: JsonSchema, was: string | undefined): boolean {
  return aliasesOf(after).some((alias) => alias !== was && propertyOf(before, alias) !== undefined);
}

const required: Prover = (before, after) => {
  if (!mayBe(before, 'object')) return undefined;
  const { pairs } = pairFields(before, after);
  const given = (name: string) => {
    const was = pairs.find((pair) => pair.name === name)?.was ?? name;
    return isRequired(before, was) || propertyOf(after, name)?.default !== undefined;
  };
  return obstacle('required', (after.required ?? []).every(given));
};

/** Closed or a map: every field that is not declared any more must fit in there. */
const additionalProperties: Prover = (before, after, prove) => {
  if (after.additionalProperties === true || !mayBe(before, 'object')) return undefined;
  if (keywordOf(before, 'patternProperties') ?? keywordOf(after, 'patternProperties')) {
    return obstacle('additionalProperties');
  }
  const now = mapValueOf(after);
  const others = pairFields(before, after).gone.map((name) => propertyOf(before, name) ?? {});
  const held = [...others, ...[mapValueOf(before) ?? []].flat()];
  return first(held, (old) => (now ? prove(old, now) : obstacle('additionalProperties')));
};

const items: Prover = (before, { items: now }, prove) => {
  if (!mayBe(before, 'array') || before.maxItems === 0) return undefined;
  if (Array.isArray(now) || Array.isArray(before.items) || !now) return obstacle('items');
  return inside('items', prove(before.items ?? {}, now));
};

/** Provers of the keywords that speak about what a value contains. */
export const containers: { readonly [keyword: string]: Prover } = { properties, required, additionalProperties, items };
