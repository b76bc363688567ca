import { type BumpAdvice, check, compareTwoVersions } from '@sluice/compat';
import {
  type ContractModel,
  defineEnvelope,
  defineEvent,
  type EventSource,
  isContractError,
  modelOf,
  parseVersion,
  publish,
} from '@sluice/contract';
import { resolveConfig } from '@sluice/project';
import { projectDialects, warehouseSurfaces } from '@sluice/project/check';

/** What one version of an event is, apart from its number. */
export type Shape = Pick<EventSource, 'properties' | 'requires' | 'renamedFrom' | 'unknownProperties' | 'deprecated'>;

/** Versions by number, and the envelope that all of them have. */
export interface History {
  readonly versions: { readonly [version: string]: Shape };
  readonly envelope?: EventSource['properties'];
}

/** What the check says about one shape under one number. */
export interface CheckedShape {
  /** Whether the check lets it pass. */
  readonly accepted: boolean;
  readonly tooSmall: boolean;
  readonly unneeded: boolean;
  readonly advice?: BumpAdvice;
  /** What `sluice diff` says is the smallest step. */
  diffed(): string | undefined;
}

const prose = { owner: 'shop', description: 'Said.' };

/** The contract of a history; every version is the event `sale`. */
export function contractOf({ versions, envelope = {} }: History): ContractModel {
  const events = Object.entries(versions).map(([version, shape]) =>
    defineEvent({ ...prose, name: 'sale', version, ...shape }),
  );
  return modelOf(publish([defineEnvelope({ ...prose, version: '1.0', properties: envelope }), ...events]));
}

/** What a project with these targets hears about a shape that it adds to a published history under a number. */
export function verdictOn(
  published: History,
  version: string,
  shape: Shape,
  targets?: readonly string[],
): CheckedShape {
  const base = contractOf(published);
  let head: ContractModel;
  try {
    head = contractOf({ ...published, versions: { ...published.versions, [version]: shape } });
  } catch (error) {
    if (!isContractError(error)) throw error;
    return { accepted: false, tooSmall: true, unneeded: false, diffed: () => undefined };
  }
  const config = resolveConfig(targets ? { targets } : {});
  const options = { surfaces: warehouseSurfaces(projectDialects(config), head, config), now: '2026-06-30' };
  const { ok, findings, bumps } = check(base, head, options);
  const has = (rule: string) => findings.some((finding) => finding.rule === rule);
  const advice = bumps.find((one) => one.version === version);
  const at = (number?: string) => head.events[0]?.versions.find((one) => one.version === number);
  const [from, to] = [at(advice?.from), at(version)];
  return {
    accepted: ok,
    tooSmall: has('bump-too-small'),
    unneeded: has('bump-too-large'),
    ...(advice && { advice }),
    diffed: () => (from && to ? compareTwoVersions(head, from, to, options).needed : undefined),
  };
}

/** The numbers of the next minor and of the next major. */
export function nextNumbers({ versions }: History): { readonly minor: string; readonly major: string } {
  const numbers = Object.keys(versions).map((version) => parseVersion(version) ?? { major: 0, minor: 0 });
  const major = Math.max(...numbers.map((one) => one.major));
  const minor = Math.max(...numbers.filter((one) => one.major === major).map((one) => one.minor));
  return { minor: `${major}.${minor + 1}`, major: `${major + 1}.0` };
}

/** What stands against a shape being right as exactly one of the two next numbers; nothing where all agree. */
export function disagreements(published: History, shape: Shape, targets?: readonly string[]): string[] {
  const numbers = nextNumbers(published);
  const minor = verdictOn(published, numbers.minor, shape, targets);
  const major = verdictOn(published, numbers.major, shape, targets);
  const right = minor.accepted ? numbers.minor : numbers.major;
  const needed = minor.accepted ? ['minor', 'none'] : ['major'];
  const suggests = ({ advice }: CheckedShape) => advice === undefined || advice.suggested === right;
  const isNeeded = ({ advice }: CheckedShape) => advice === undefined || needed.includes(advice.needed);
  return [
    ...(major.accepted ? [] : ['the major is refused']),
    ...(minor.accepted === major.unneeded ? [] : ['the major is called unneeded, and the minor is refused']),
    ...(minor.tooSmall === minor.accepted ? ['the minor is refused without being called too small'] : []),
    ...(minor.unneeded || major.tooSmall ? ['a number is called what it is not'] : []),
    ...(minor.advice && minor.advice.needed !== major.advice?.needed ? ['two bumps are needed'] : []),
    ...[minor, major].filter((one) => !suggests(one)).map(({ advice }) => `suggested is ${advice?.suggested}`),
    ...[minor, major].filter((one) => !isNeeded(one)).map(({ advice }) => `needed is ${advice?.needed}`),
    ...(major.diffed() === major.advice?.needed ? [] : [`sluice diff says ${major.diffed()}`]),
  ];
}
