import { type AnyNumber, compareNumbers, ExactNumber, type JsonValue } from '@sluice/contract';
import { itemKeywords } from '../compile/arrays.js';
import { assertionOf } from '../compile/compiler.js';
import { isRecord, type Step } from '../compile/pointer.js';
import type { Assertion, Site } from '../compile/site.js';
import { holds } from '../holds.js';
import { patternHolds } from '../pattern-holds.js';
import { branchOf } from './branch.js';
import { messageOf } from './messages.js';
import { accepts, childOf, type Explanation, type Refusal, resolved, type Spot, siteOf } from './spot.js';

type Explain = (refusal: Refusal, site: Site, explainer: Explainer) => Explanation | undefined;

/** Keywords that combine schemas for the same value: asked once everything that says something itself is satisfied. */
const combining: ReadonlySet<string> = new Set([
  ...['$ref', '$dynamicRef', '$recursiveRef', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'dependentSchemas'],
  ...['unevaluatedProperties', 'unevaluatedItems'],
]);

/** Finds the place where a value is refused. */
export class Explainer {
  #depth = 0;

  explain(refusal: Refusal): Explanation | undefined {
    const { place, value } = refusal;
    if (place.schema === false) return this.blame(refusal, 'false schema');
    if (this.#depth > 200 || accepts(refusal, value) !== false) return undefined;
    this.#depth++;
    try {
      return this.#inside(refusal);
    } finally {
      this.#depth--;
    }
  }

  #inside(refusal: Refusal): Explanation | undefined {
    const site = siteOf(refusal);
    const seen = new Set<Assertion>();
    const keywords = [...site.keywords()].sort((a, b) => Number(combining.has(a)) - Number(combining.has(b)));
    for (const keyword of keywords) {
      const assertion = assertionOf.get(keyword);
      if (!assertion || seen.has(assertion)) continue;
      seen.add(assertion);
      if (holds(assertion.compile(site), refusal.value) !== false) continue;
      return explains[keyword]?.(refusal, site, this) ?? this.blame(refusal, keyword);
    }
    return undefined;
  }

  /** Goes on below these steps, with what stands there on the other side. */
  below(refusal: Refusal, steps: readonly Step[], key?: string): Explanation | undefined {
    const spot = childOf(refusal, ...steps);
    if (!spot) return undefined;
    const around = refusal.other && (childOf(refusal.other, ...steps) ?? inResolved(refusal.other, steps));
    const { value, path, at, compiler: _, place: __, other: ___, ...none } = refusal;
    return this.explain({
      ...none,
      ...spot,
      value: key === undefined ? value : ((value as { [name: string]: JsonValue })[key] as JsonValue),
      path: key === undefined ? path : [...path, key],
      at: [...at, ...steps],
      ...(around && { other: around }),
    });
  }

  blame({ path, at, place }: Refusal, keyword: string, name?: string): Explanation {
    const value = isRecord(place.schema) ? place.schema[keyword] : undefined;
    return {
      keyword,
      path: name === undefined ? path : [...path, name],
      pointer: place.pointer,
      place: at,
      ...(name !== undefined && { name }),
      message: messageOf(keyword, value, name),
    };
  }
}

function inResolved(spot: Spot, steps: readonly Step[]): Spot | undefined {
  const behind = resolved(spot);
  return behind && behind !== spot ? childOf(behind, ...steps) : undefined;
}

const throughReference =
  (keyword: string): Explain =>
  (refusal, _, explainer) =>
    explainer.below(refusal, [keyword]);

const properties: Explain = (refusal, site, explainer) => {
  const value = refusal.value as { readonly [name: string]: JsonValue };
  const named = new Set(site.entries('properties').map(([name]) => name));
  for (const name of Object.keys(value)) {
    const own = named.has(name) ? explainer.below(refusal, ['properties', name], name) : undefined;
    if (own) return own;
    const patterns = site.entries('patternProperties').filter(([pattern]) => patternHolds(pattern, name) === true);
    for (const [pattern] of patterns) {
      const found = explainer.below(refusal, ['patternProperties', pattern], name);
      if (found) return found;
    }
    if (named.has(name) || patterns.length > 0 || site.get('additionalProperties') === undefined) continue;
    if (site.get('additionalProperties') === false) return explainer.blame(refusal, 'additionalProperties', name);
    const found = explainer.below(refusal, ['additionalProperties'], name);
    if (found) return found;
  }
  return undefined;
};

const items: Explain = (refusal, site, explainer) => {
  const { prefix, rest } = itemKeywords(site);
  const count = prefix === undefined ? 0 : site.positions(prefix).length;
  for (const index of (refusal.value as JsonValue[]).keys()) {
    if (index >= count && rest !== undefined && site.get(rest) === false) return explainer.blame(refusal, rest);
    const steps = index < count ? [prefix as string, index] : rest === undefined ? undefined : [rest];
    const found = steps && explainer.below(refusal, steps, String(index));
    if (found) return found;
  }
  return undefined;
};

const required: Explain = (refusal, site, explainer) => {
  const value = refusal.value as { readonly [name: string]: JsonValue };
  const missing = (site.list('required') ?? []).find((name) => !Object.hasOwn(value, String(name)));
  return explainer.blame(refusal, 'required', missing === undefined ? undefined : String(missing));
};

const dependent =
  (keyword: string): Explain =>
  (refusal, site, explainer) => {
    const value = refusal.value as { readonly [name: string]: JsonValue };
    for (const [name, demand] of site.entries(keyword)) {
      if (!Object.hasOwn(value, name)) continue;
      const missing = Array.isArray(demand) ? demand.find((one) => !Object.hasOwn(value, String(one))) : undefined;
      if (missing !== undefined) return explainer.blame(refusal, keyword, String(missing));
      const found = Array.isArray(demand) ? undefined : explainer.below(refusal, [keyword, name]);
      if (found) return found;
    }
    return undefined;
  };

/** The first property without which the keyword is satisfied. */
const unevaluated: Explain = (refusal, site, explainer) => {
  const keyword = 'unevaluatedProperties';
  const formula = assertionOf.get(keyword)?.compile(site);
  const members = Object.entries(refusal.value as { readonly [name: string]: JsonValue });
  for (const [name] of members) {
    const others = Object.fromEntries(members.filter(([other]) => other !== name));
    if (!formula || holds(formula, others) === false) continue;
    if (site.get(keyword) === false) return explainer.blame(refusal, keyword, name);
    return explainer.below(refusal, [keyword], name);
  }
  return undefined;
};

const propertyNames: Explain = (refusal, _, explainer) => {
  const spot = childOf(refusal, 'propertyNames');
  const name = Object.keys(refusal.value as object).find((one) => spot && accepts(spot, one) === false);
  return explainer.blame(refusal, 'propertyNames', name);
};

const bound =
  (inclusive: string, exclusive: string): Explain =>
  (refusal, site, explainer) => {
    const sharp = site.get(exclusive);
    const value = refusal.value as AnyNumber;
    const isNumber = typeof sharp === 'number' || sharp instanceof ExactNumber;
    const order = isNumber ? compareNumbers(value, sharp) : 0;
    const isSharp = isNumber && (exclusive === 'exclusiveMinimum' ? order <= 0 : order >= 0);
    const blamed = explainer.blame(refusal, isSharp ? exclusive : inclusive);
    return sharp === true ? { ...blamed, message: messageOf(exclusive, site.get(inclusive)) } : blamed;
  };

const all: Explain = (refusal, site, explainer) => {
  for (const index of site.positions('allOf')) {
    const found = explainer.below(refusal, ['allOf', index]);
    if (found) return found;
  }
  return undefined;
};

const any =
  (keyword: 'anyOf' | 'oneOf'): Explain =>
  (refusal, site, explainer) => {
    const matching = site.positions(keyword).filter((index) => {
      const spot = childOf(refusal, keyword, index);
      return spot && accepts(spot, refusal.value) !== false;
    });
    if (matching.length > 1)
      return turned(
        refusal,
        matching.map((index) => [keyword, index]),
        explainer,
      );
    return matching.length === 0
      ? branchOf(refusal, keyword, site.positions(keyword), (steps) => explainer.below(refusal, steps))
      : undefined;
  };

/** The schema accepts what it should not: the place where the other side still refuses it. */
function turned(refusal: Refusal, ways: readonly (readonly Step[])[], explainer: Explainer): Explanation | undefined {
  const { other } = refusal;
  const behind = resolved(other);
  for (const steps of ways) {
    const spot = behind && childOf(behind, ...steps);
    if (!spot) continue;
    const found = explainer.explain({
      ...spot,
      value: refusal.value,
      path: refusal.path,
      at: [...refusal.at, ...steps],
    });
    if (found) return found;
  }
  return undefined;
}

const condition: Explain = (refusal, _, explainer) => {
  const spot = childOf(refusal, 'if');
  return explainer.below(refusal, [spot && accepts(spot, refusal.value) === true ? 'then' : 'else']);
};

/** How the keywords that lead further are followed; every other one is to blame itself. */
const explains: { readonly [keyword: string]: Explain } = {
  $ref: throughReference('$ref'),
  $dynamicRef: throughReference('$dynamicRef'),
  $recursiveRef: throughReference('$recursiveRef'),
  properties,
  patternProperties: properties,
  additionalProperties: properties,
  items,
  prefixItems: items,
  additionalItems: items,
  required,
  dependentRequired: dependent('dependentRequired'),
  dependentSchemas: dependent('dependentSchemas'),
  dependencies: dependent('dependencies'),
  unevaluatedProperties: unevaluated,
  propertyNames,
  minimum: bound('minimum', 'exclusiveMinimum'),
  exclusiveMinimum: bound('minimum', 'exclusiveMinimum'),
  maximum: bound('maximum', 'exclusiveMaximum'),
  exclusiveMaximum: bound('maximum', 'exclusiveMaximum'),
  allOf: all,
  anyOf: any('anyOf'),
  oneOf: any('oneOf'),
  not: (refusal, _, explainer) => turned(refusal, [['not']], explainer),
  if: condition,
};
