import { Type } from '@sluice/contract';
import { contractOf, type History, nextNumbers, type Shape } from './bumps.js';
import { pick } from './random.js';
import { type Property, said, types } from './shapes.js';

const isTrue = (random: () => number, chance: number) => random() < chance;

function randomProperty(random: () => number, depth: number): Property {
  if (depth > 0 && isTrue(random, 0.15)) return Type.Object(randomProperties(random, depth - 1), said);
  return pick(random, Object.values(types));
}

function randomProperties(random: () => number, depth: number): { [name: string]: Property } {
  const names = ['a', 'b', 'c', 'userId', 'userID'];
  const kept = names.filter(() => isTrue(random, 0.4));
  const gone = names.filter((name) => !kept.includes(name));
  return Object.fromEntries(
    (kept.length > 0 ? kept : ['a']).map((name) => {
      const property: Property = {
        ...randomProperty(random, depth),
        ...(isTrue(random, 0.3) && gone.length > 0 && { renamedFrom: [pick(random, gone)] }),
        ...(isTrue(random, 0.3) && {
          deprecated: { since: '1.0', removeAfter: pick(random, ['2026-01-01', '2027-01-01']) },
        }),
        ...(isTrue(random, 0.1) && { sensitivity: 'personal' }),
      };
      return [name, isTrue(random, 0.6) ? Type.Optional(property) : property];
    }),
  );
}

/** The last shape with a little changed, so that a step is not always a break. */
function step(random: () => number, { properties, ...rest }: Shape): Shape {
  const fresh = randomProperties(random, 2);
  const mixed = Object.fromEntries(
    Object.entries({ ...fresh, ...properties }).map(([name, was]) => [
      name,
      isTrue(random, 0.2) ? (fresh[name] ?? Type.Optional(was)) : was,
    ]),
  );
  const policy = pick(random, ['capture', 'strip', 'reject'] as const);
  return { ...rest, properties: mixed, ...(isTrue(random, 0.1) && { unknownProperties: policy }) };
}

/** Up to four published versions in one or two majors, and what comes next: mostly close to what was there. */
export function randomHistory(random: () => number): { before: History; after: Shape } {
  let shape: Shape = { properties: randomProperties(random, 2) };
  const versions: { [version: string]: Shape } = { '1.0': shape };
  for (let count = Math.floor(random() * 4); count > 0; count--) {
    shape = step(random, shape);
    const { minor, major } = nextNumbers({ versions });
    versions[isTrue(random, 0.25) ? major : minor] = shape;
  }
  return { before: { versions }, after: step(random, shape) };
}

/** Whether a history can be published at all. */
export function isPublishable(history: History): boolean {
  try {
    return contractOf(history).events.length === 1;
  } catch {
    return false;
  }
}
