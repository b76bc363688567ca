import { type Digits, digitsOf } from './digits.js';
import { explain } from './explain.js';
import { obj } from './same.js';
import { show } from './show.js';
import { didYouMean } from './suggest.js';
import { constraints, type FieldRow, type TableNode } from './table.js';
import type { EventError, JsonObject, Judgement, RuntimeContract, RuntimeEvent, RuntimeVersion } from './types.js';

/**
 * Says whether an event is acceptable under a name, as which version, and if not everything that is wrong. The version
 * it declares decides; without one, and for a minor newer than all known, the newest that fits: an older one only where
 * the event has no field that only a newer one knows. Messages show numbers as they stand in `text`, from which the event was
 * parsed. Never throws.
 */
export function judge(contract: RuntimeContract, name: string, event: unknown, text?: string): Judgement {
  const digits = text === undefined ? undefined : digitsOf(text);
  const known = Object.hasOwn(contract.events, name) ? contract.events[name] : undefined;
  if (!known) return refused(name, unknownEvent(contract, name));
  if (!obj(event)) {
    return refused(name, {
      code: 'not-an-object',
      path: '',
      message: `An event is a JSON object, not ${digits?.('') ?? show(event)}.`,
    });
  }
  const { event: said, version: declared } = event;
  if (said !== undefined && said !== name) return refused(name, mismatch(name, digits?.('/event') ?? show(said)));
  const exact = declared === undefined ? undefined : versionOf(known, declared);
  if (exact) return exact.check(event) ? accepted(name, exact, event, false) : explained(known, exact, event, digits);
  const candidates = candidatesFor(known, declared);
  const fitting = candidates.find(
    (version, index) => (index === 0 || !isNewer(event, version, candidates.slice(0, index))) && version.check(event),
  );
  if (fitting) return accepted(name, fitting, event, true);
  const newest = candidates[0];
  return newest
    ? explained(known, newest, event, digits)
    : refused(name, unknownVersion(known, digits?.('/version') ?? show(declared)));
}

function versionOf({ versions }: RuntimeEvent, declared: unknown): RuntimeVersion | undefined {
  for (const version of versions) if (version.version === declared) return version;
  return undefined;
}

/**
 * Whether an event carries a field that only a newer version knows. Then it is no older one, and what is wrong with it is
 * said: else one bad value of an optional field would make all newer fields unknown.
 */
function isNewer(event: JsonObject, version: RuntimeVersion, newer: readonly RuntimeVersion[]): boolean {
  if (newer.length === 0) return false;
  const known = namesOf(version);
  return Object.keys(event).some((name) => !known.has(name) && newer.some((other) => namesOf(other).has(name)));
}

const names = new WeakMap<RuntimeVersion, ReadonlySet<string>>();

/** The wire names of a version's fields, old names included. */
function namesOf(version: RuntimeVersion): ReadonlySet<string> {
  const fields = names.get(version) ?? new Set(fieldRows(version).flatMap(([name, , , ...olds]) => [name, ...olds]));
  names.set(version, fields);
  return fields;
}

function fieldRows({ schema }: RuntimeVersion): readonly FieldRow[] {
  return constraints(schema as TableNode).fields ?? [];
}

/** The versions, newest first, that an event may be when it declares none or one that is not known. */
function candidatesFor({ versions }: RuntimeEvent, declared: unknown): readonly RuntimeVersion[] {
  if (declared === undefined) return versions;
  const parts = typeof declared === 'string' ? /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/.exec(declared) : null;
  if (!parts) return [];
  const ofMajor = versions.filter(({ major }) => major === Number(parts[1]));
  const newestMinor = Number(ofMajor[0]?.version.split('.')[1] ?? Number.POSITIVE_INFINITY);
  return Number(parts[2]) > newestMinor ? ofMajor : [];
}

function accepted(event: string, version: RuntimeVersion, body: JsonObject, assumed: boolean): Judgement {
  return { ok: true, event, version, renamed: version.renamed(body), assumed };
}

function explained(event: RuntimeEvent, version: RuntimeVersion, body: JsonObject, digits?: Digits): Judgement {
  const errors = explain(version.schema as TableNode, body, digits);
  const newer = newerOf(event, version);
  const told = newer.length === 0 ? errors : errors.map((error) => withNewerName(error, newer, body));
  return { ok: false, event: event.name, version: version.version, errors: told };
}

const NONE: readonly RuntimeVersion[] = [];

/** The newer versions of the same major. */
function newerOf({ versions }: RuntimeEvent, version: RuntimeVersion): readonly RuntimeVersion[] {
  if (versions[0] === version) return NONE;
  return versions.slice(0, versions.indexOf(version)).filter(({ major }) => major === version.major);
}

/** What is missing may be there under the name that a newer version gave it: then the event says the wrong version. */
function withNewerName(error: EventError, newer: readonly RuntimeVersion[], body: JsonObject): EventError {
  if (error.code !== 'required') return error;
  const missing = error.path.slice(1);
  for (const version of newer) {
    const row = fieldRows(version).find(([name, , , ...olds]) => olds.includes(missing) && Object.hasOwn(body, name));
    if (!row) continue;
    const hint = ` ${show(row[0])} is its name in ${version.version}: send that version, or the old name.`;
    return { ...error, message: error.message + hint };
  }
  return error;
}

function refused(event: string, error: EventError): Judgement {
  return { ok: false, event, errors: [error] };
}

function unknownEvent({ events }: RuntimeContract, name: string): EventError {
  const hint = didYouMean(name, Object.keys(events));
  return { code: 'unknown-event', path: '', message: `There is no event ${show(name)}.${hint}` };
}

function mismatch(name: string, said: string): EventError {
  const message = `The event was sent as ${show(name)} but says that it is ${said}.`;
  return { code: 'event-mismatch', path: '/event', message };
}

function unknownVersion({ name, versions }: RuntimeEvent, declared: string): EventError {
  const known = versions.map(({ version }) => version).join(', ');
  const message = `${declared} is no version of ${show(name)}; known are ${known}.`;
  return { code: 'unknown-version', path: '/version', message };
}
